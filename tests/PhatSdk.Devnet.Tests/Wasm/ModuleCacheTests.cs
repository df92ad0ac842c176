using PhatSdk.Devnet.Wasm;
using Wasmtime;

namespace PhatSdk.Devnet.Tests.Wasm;

public sealed class ModuleCacheTests
{
    private static readonly RuntimeCode Code =
        TextRuntime.Code("(func (export \"run\") (param i32 i32) (result i64) (i64.const 0x700000010))");

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Path.Combine(Path.GetTempPath(), $"PhatSdk-{Guid.NewGuid():n}", "modules");

    [TearDown]
    public void RemoveFolder()
    {
        string parent = Path.GetDirectoryName(_folder)!;
        if (Directory.Exists(parent))
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    [Test]
    public void WhatWasCompiledIsFound()
    {
        ModuleCache cache = Open();
        Assert.That(IsFound(cache, Code), Is.False);
        Load(cache);
        Assert.That(IsFound(cache, Code), Is.True);
        Assert.That(Load(cache), Is.EqualTo("runtime"));
    }

    [Test]
    public void OtherCodeIsNotFound()
    {
        ModuleCache cache = Open();
        Load(cache);
        Assert.That(IsFound(cache, TextRuntime.Code("(func (export \"other\"))")), Is.False);
    }

    [Test]
    public void DamagedFileIsCompiledAnew([Values(0, 20, 40, 60, 1000)] int position)
    {
        ModuleCache cache = Open();
        Load(cache);
        string file = File();
        byte[] bytes = System.IO.File.ReadAllBytes(file);
        bytes[position] ^= 1;
        System.IO.File.WriteAllBytes(file, bytes);
        Assert.That(IsFound(cache, Code), Is.False);
        Assert.That(Load(cache), Is.EqualTo("runtime"));
        Assert.That(IsFound(cache, Code), Is.True, "it was written anew");
    }

    [Test]
    public void ShortenedFileIsCompiledAnew([Values(0, 10, 47, 48, 500)] int length)
    {
        ModuleCache cache = Open();
        Load(cache);
        string file = File();
        System.IO.File.WriteAllBytes(file, System.IO.File.ReadAllBytes(file)[..length]);
        Assert.That(IsFound(cache, Code), Is.False);
        Assert.That(Load(cache), Is.EqualTo("runtime"));
    }

    [Test]
    public void FileOfOtherCodeUnderTheNameIsNotUsed()
    {
        ModuleCache cache = Open();
        RuntimeCode other = TextRuntime.Code("(func (export \"other\") (param i32 i32) (result i64) (i64.const 0))");
        Load(cache);
        string wanted = File();
        System.IO.File.Delete(wanted);
        RuntimeModule.Load(WasmEngine.Shared, other, cache).Dispose();
        System.IO.File.Move(File(), wanted);
        Assert.That(IsFound(cache, Code), Is.False);
        Assert.That(Load(cache), Is.EqualTo("runtime"));
    }

    [Test]
    public void FilesAndFolderAreTheUsersOwn()
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False);
        Load(Open());
        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode folder = System.IO.File.GetUnixFileMode(_folder);
            UnixFileMode file = System.IO.File.GetUnixFileMode(File());
            Assert.Multiple(() =>
            {
                Assert.That(folder, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
                Assert.That(file, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            });
        }
    }

    [Test]
    public void FolderThatOthersMayWriteToIsNotUsed([Values(UnixFileMode.GroupWrite, UnixFileMode.OtherWrite)] UnixFileMode mode)
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False);
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
            System.IO.File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | mode);
            Assert.That(ModuleCache.Open(_folder), Is.Null);
        }
    }

    [Test]
    public void FolderThatCannotBeMadeIsNotUsed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        System.IO.File.WriteAllText(_folder, "a file");
        Assert.That(ModuleCache.Open(_folder), Is.Null);
    }

    [Test]
    public void SeveralAtOnceDoNotDisturbEachOther()
    {
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using WasmEngine engine = new();
            using RuntimeModule module = RuntimeModule.Load(engine, Code, Open());
            using RuntimeInstance instance = new(module, TextRuntime.Host());
            Assert.That(instance.Call("run", default), Is.EqualTo(TextRuntime.Text("runtime")));
        });
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(2), "nothing is left over");
    }

    [Test]
    public void OldFilesGo()
    {
        ModuleCache cache = Open();
        for (int i = 0; i < 20; i++)
        {
            RuntimeCode code = TextRuntime.Code($"(func (export \"run{i}\"))");
            RuntimeModule.Load(WasmEngine.Shared, code, cache).Dispose();
        }

        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(32));
    }

    private static bool IsFound(ModuleCache cache, RuntimeCode code)
    {
        using Module? module = cache.Find(WasmEngine.Shared.Engine, code, "runtime");
        return module is not null;
    }

    private static string Load(ModuleCache cache)
    {
        using RuntimeModule module = RuntimeModule.Load(WasmEngine.Shared, Code, cache);
        using RuntimeInstance instance = new(module, TextRuntime.Host());
        return System.Text.Encoding.UTF8.GetString(instance.Call("run", default));
    }

    private ModuleCache Open() => ModuleCache.Open(_folder) ?? throw new InvalidOperationException("the folder cannot be used");

    private string File() => Directory.GetFiles(_folder, "*-runtime-*").Single();
}
