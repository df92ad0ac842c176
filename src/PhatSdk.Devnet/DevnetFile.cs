using System.Security.Cryptography;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Worker;
using PhatSdk.Scale;

namespace PhatSdk.Devnet;

/// <summary>
/// A network in a file: what it begins with and its version, the SHA-256 of what follows, then chain and worker. Nothing is believed of a file
/// that is not whole.
/// </summary>
internal sealed class DevnetFile
{
    /// <summary>A gigabyte: larger ones are not read.</summary>
    public const long LargestFile = 1L << 30;

    private readonly byte[] _worker;

    private DevnetFile(ChainImage chain, byte[] worker)
    {
        Chain = chain;
        _worker = worker;
    }

    /// <summary>The chain.</summary>
    public ChainImage Chain { get; }

    /// <summary>Whether there is a worker, too.</summary>
    public bool HasWorker => _worker.Length > 0;

    private static ReadOnlySpan<byte> Magic => "PhatSdk devnet 1"u8;

    /// <summary>Writes a file aside and moves it into place, so that there is the old one or the new one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, ChainImage chain, WorkerSnapshot? worker, CancellationToken cancellationToken)
    {
        string aside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            await File.WriteAllBytesAsync(aside, Encode(chain, worker), cancellationToken).ConfigureAwait(false);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, damaged, of another version, or too large: the message names it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<DevnetFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        FileInfo file = new(path);
        if (file.Length > LargestFile)
        {
            throw new InvalidDataException($"{path} has {file.Length} bytes: a devnet's file has {LargestFile} at most");
        }

        byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> body = BodyOf(path, bytes);
        try
        {
            ScaleReader reader = new(body.Span);
            ChainImage chain = ChainImage.Read(ref reader);
            byte[] worker = reader.ReadBytes().ToArray();
            reader.ThrowIfNotAtEnd();
            return new DevnetFile(chain, worker);
        }
        catch (ScaleException cause)
        {
            throw new InvalidDataException($"{path} is no devnet's file: {cause.Message}", cause);
        }
    }

    /// <summary>What the worker knew.</summary>
    /// <exception cref="ScaleException">The bytes are something else.</exception>
    public WorkerSnapshot ReadWorker(WorkerEnvironment environment)
    {
        ScaleReader reader = new(_worker);
        WorkerSnapshot worker = ClusterImage.Read(ref reader, environment);
        reader.ThrowIfNotAtEnd();
        return worker;
    }

    private static ReadOnlyMemory<byte> BodyOf(string path, byte[] bytes)
    {
        // The last byte before the digest is the version.
        if (!bytes.AsSpan().StartsWith(Magic[..^1]))
        {
            throw new InvalidDataException($"{path} is no devnet's file: it does not begin as one");
        }

        if (!bytes.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException($"{path} is a devnet's file of another version; this one reads version 1");
        }

        int start = Magic.Length + SHA256.HashSizeInBytes;
        if (bytes.Length < start || !SHA256.HashData(bytes.AsSpan(start)).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length, SHA256.HashSizeInBytes)))
        {
            throw new InvalidDataException($"{path} is damaged: its SHA-256 is another");
        }

        return bytes.AsMemory(start);
    }

    private static byte[] Encode(ChainImage chain, WorkerSnapshot? worker)
    {
        byte[] encodedWorker = worker is null ? [] : ScaleCodec.Encode(worker, ClusterImage.Write);
        byte[] body = ScaleCodec.Encode((chain, encodedWorker), static (ref writer, parts) =>
        {
            parts.chain.Write(ref writer);
            writer.WriteBytes(parts.encodedWorker);
        });
        return [.. Magic, .. SHA256.HashData(body), .. body];
    }
}
