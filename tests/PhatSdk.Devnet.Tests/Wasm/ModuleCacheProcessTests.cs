using System.Diagnostics;
using PhatSdk.Devnet.Wasm;
using Wasmtime;

namespace PhatSdk.Devnet.Tests.Wasm;

/// <summary>A cache that several processes share, some of which are killed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModuleCacheProcessTests
{
    private const int MostRounds = 8;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"PhatSdk-{Guid.NewGuid():n}");

    [TearDown]
    public void TearDown()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public async Task AStartAfterOneThatWasKilledAsItWroteIsRight()
    {
        int cut = 0;
        for (int round = 0; round < MostRounds && cut == 0; round++)
        {
            await KillAsItWritesAsync();
            cut = LeftOver().Length;
            AssertThatTheNextStartIsRight();
        }

        Assert.That(cut, Is.GreaterThan(0), "a process was killed in the midst of its write");
    }

    [Test]
    public async Task TwoProcessesThatStartAtOnceAreBothRight()
    {
        Process[] both = [ChildProcess.StartCompiling(_folder), ChildProcess.StartCompiling(_folder)];
        foreach (Process process in both)
        {
            using (process)
            {
                string errors = await process.StandardError.ReadToEndAsync();
                await process.WaitForExitAsync();
                Assert.That((process.ExitCode, errors), Is.EqualTo((0, "")));
            }
        }

        Assert.That(LeftOver(), Is.Empty);
        AssertThatTheNextStartIsRight();
    }

    private async Task KillAsItWritesAsync()
    {
        Directory.CreateDirectory(_folder);
        foreach (string file in Directory.GetFiles(_folder))
        {
            File.Delete(file);
        }

        TaskCompletionSource writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using FileSystemWatcher watcher = new(_folder);
        watcher.Created += (_, created) =>
        {
            // The first file is the code's, a small one; the second one is the data's, and large.
            if (created.Name!.Contains("-memory-", StringComparison.Ordinal))
            {
                writing.TrySetResult();
            }
        };
        watcher.EnableRaisingEvents = true;
        using Process process = ChildProcess.StartCompiling(_folder);
        await Task.WhenAny(writing.Task, process.WaitForExitAsync());
        process.Kill();
        await process.WaitForExitAsync();
    }

    private void AssertThatTheNextStartIsRight()
    {
        ModuleCache cache = ModuleCache.Open(_folder)!;
        RuntimeModule.Load(WasmEngine.Shared, TextRuntime.Large, cache).Dispose();
        foreach (string part in (string[])["runtime", "memory"])
        {
            using Module? module = cache.Find(WasmEngine.Shared.Engine, TextRuntime.Large, part);
            Assert.That(module, Is.Not.Null, part);
        }
    }

    private string[] LeftOver() => Directory.Exists(_folder) ? [.. Directory.GetFiles(_folder).Where(file => !file.EndsWith(".module", StringComparison.Ordinal))] : [];
}
