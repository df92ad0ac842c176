using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm;

/// <summary>
/// Compiled runtimes in a folder of the user's own. A file is machine code that will be run: it is used only from a folder that nobody else may
/// write to, and only where its digest is right; anything else is compiled anew.
/// </summary>
/// <remarks>Files are written aside and moved into place, so that several processes may share the folder.</remarks>
internal sealed partial class ModuleCache
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const int MostFiles = 32;
    private const long LargestFile = 256 << 20;
    private const string Extension = ".module";

    // Grows with each change of what is made of a runtime's code before it is compiled: the allocator, the way the data is moved.
    private const int RuntimeImageVersion = 1;

    private readonly string _folder;
    private readonly ILogger _log;

    private ModuleCache(string folder, ILogger log)
    {
        _folder = folder;
        _log = log;
    }

    private static ReadOnlySpan<byte> Magic => "PhatSdk module 1"u8;

    /// <summary>Opens the user's cache: <c>PhatSdk/modules</c> in the local application data folder.</summary>
    /// <returns>The cache; null where there can be none.</returns>
    internal static ModuleCache? OpenDefault(ILoggerFactory? loggers = null)
    {
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length == 0 ? null : Open(Path.Combine(data, "PhatSdk", "modules"), loggers);
    }

    /// <summary>Opens a cache in a folder, which is made where it is missing.</summary>
    /// <returns>The cache; null where the folder cannot be used: the reason is logged.</returns>
    internal static ModuleCache? Open(string folder, ILoggerFactory? loggers = null)
    {
        ILogger log = (loggers ?? NullLoggerFactory.Instance).CreateLogger(typeof(ModuleCache).FullName!);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
                return new ModuleCache(folder, log);
            }

            Directory.CreateDirectory(folder, Private);
            if ((File.GetUnixFileMode(folder) & OthersWrite) != 0)
            {
                FolderIsNotUsed(log, folder, "others may write to it");
                return null;
            }

            // Only its owner may do this.
            File.SetUnixFileMode(folder, Private);
            return new ModuleCache(folder, log);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            FolderIsNotUsed(log, folder, exception.Message);
            return null;
        }
    }

    /// <summary>Finds compiled code.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="code">What it was made from.</param>
    /// <param name="part">Which part of it.</param>
    /// <returns>The module; null where there is none that can be trusted.</returns>
    internal Module? Find(Engine engine, RuntimeCode code, string part)
    {
        string path = PathOf(code, part);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            byte[] file = Read(path);
            if (file.Length <= Magic.Length + SHA256.HashSizeInBytes || !file.AsSpan().StartsWith(Magic))
            {
                FileIsNotUsed(_log, path, "it is something else");
                return null;
            }

            ReadOnlySpan<byte> digest = file.AsSpan(Magic.Length, SHA256.HashSizeInBytes);
            ReadOnlySpan<byte> module = file.AsSpan(Magic.Length + SHA256.HashSizeInBytes);
            if (!digest.SequenceEqual(Digest(code, part, module)))
            {
                FileIsNotUsed(_log, path, "it is damaged, or another's");
                return null;
            }

            return Module.Deserialize(engine, code.Name, module);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or WasmtimeException)
        {
            FileIsNotUsed(_log, path, exception.Message);
            return null;
        }
    }

    /// <summary>Keeps compiled code. Where that fails, the next start compiles again.</summary>
    /// <param name="module">The compiled code.</param>
    /// <param name="code">What it was made from.</param>
    /// <param name="part">Which part of it.</param>
    internal void Store(Module module, RuntimeCode code, string part)
    {
        string path = PathOf(code, part);
        string aside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            byte[] bytes = module.Serialize();
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (FileStream stream = new(aside, options))
            {
                stream.Write(Magic);
                stream.Write(Digest(code, part, bytes));
                stream.Write(bytes);
            }

            File.Move(aside, path, overwrite: true);
            RemoveOldest();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or WasmtimeException)
        {
            FileIsNotWritten(_log, path, exception.Message);
            TryDelete(aside);
        }
    }

    private static byte[] Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (stream.Length > LargestFile)
        {
            throw new IOException($"it has {stream.Length} bytes");
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // What the code was made from, by what and for what is part of the digest: a file of another name is no right one.
    private static byte[] Digest(RuntimeCode code, string part, ReadOnlySpan<byte> module)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(NameOf(code, part)));
        hash.AppendData(module);
        return hash.GetHashAndReset();
    }

    private static string NameOf(RuntimeCode code, string part) =>
        $"{code.Fingerprint}-{part}-{RuntimeImageVersion}-wasmtime-{typeof(Engine).Assembly.GetName().Version}-{RuntimeInformation.RuntimeIdentifier}";

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left over goes with the oldest.
        }
    }

    private string PathOf(RuntimeCode code, string part) => Path.Combine(_folder, NameOf(code, part) + Extension);

    private void RemoveOldest()
    {
        FileInfo[] files = new DirectoryInfo(_folder).GetFiles($"*{Extension}*");
        if (files.Length > MostFiles)
        {
            Array.Sort(files, static (left, right) => right.LastWriteTimeUtc.CompareTo(left.LastWriteTimeUtc));
            foreach (FileInfo file in files.AsSpan(MostFiles))
            {
                TryDelete(file.FullName);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Compiled runtimes are not kept in {Folder}: {Reason}")]
    private static partial void FolderIsNotUsed(ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The compiled runtime {Path} is not used: {Reason}")]
    private static partial void FileIsNotUsed(ILogger logger, string path, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "The compiled runtime {Path} is not kept: {Reason}")]
    private static partial void FileIsNotWritten(ILogger logger, string path, string reason);
}
