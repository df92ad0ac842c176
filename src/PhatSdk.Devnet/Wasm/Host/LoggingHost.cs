using System.Text;
using Microsoft.Extensions.Logging;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary><c>ext_logging_*</c>: what a runtime logs goes to the host's logger; its last error is kept, as a panic's message comes so.</summary>
internal sealed partial class LoggingHost : IHostModule
{
    // LogLevelFilter of sp-core: none, then as the levels.
    private const int Off = 0;
    private const int ErrorLevel = 0;

    /// <inheritdoc/>
    public void Define(Linker linker)
    {
        linker.DefineFunction(IHostModule.Import, "ext_logging_log_version_1", static (Caller caller, int level, long target, long message) =>
        {
            HostContext host = HostContext.Of(caller);
            LogLevel logLevel = LevelOf(level);
            bool isLogged = host.Log.IsEnabled(logLevel);
            if (!isLogged && level != ErrorLevel)
            {
                return;
            }

            string text = Encoding.UTF8.GetString(host.Memory.Slice(message));
            if (level == ErrorLevel)
            {
                host.LastError = text;
            }

            if (isLogged)
            {
                string source = Encoding.UTF8.GetString(host.Memory.Slice(target));
                RuntimeSays(host.Log, logLevel, source, text);
            }
        });
        linker.DefineFunction(IHostModule.Import, "ext_logging_max_level_version_1", static (Caller caller) => MaxLevel(HostContext.Of(caller).Log));
    }

    [LoggerMessage(EventId = 1, Message = "{Target}: {Text}")]
    internal static partial void RuntimeSays(ILogger logger, LogLevel level, string target, string text);

    private static LogLevel LevelOf(int level) => level switch
    {
        0 => LogLevel.Error,
        1 => LogLevel.Warning,
        2 => LogLevel.Information,
        3 => LogLevel.Debug,
        _ => LogLevel.Trace,
    };

    private static int MaxLevel(ILogger logger)
    {
        for (int level = 4; level >= 0; level--)
        {
            if (logger.IsEnabled(LevelOf(level)))
            {
                return level + 1;
            }
        }

        return Off;
    }
}
