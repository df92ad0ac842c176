// The devnet as a node of its own, for programs in other languages and for wallets in a browser:
//   dotnet run --project samples/DevnetNode
//   dotnet run --project samples/DevnetNode -- --port 9944 --allow-origin https://polkadot.js.org
// It ends with Ctrl-C, and forgets everything.
using System.Globalization;
using System.Runtime.InteropServices;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Server;

int port = 9944;
List<string> origins = [];
for (int i = 0; i < args.Length; i += 2)
{
    string? value = i + 1 < args.Length ? args[i + 1] : null;
    switch (args[i])
    {
        case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 65535:
            port = number;
            break;
        case "--allow-origin" when value is not null:
            origins.Add(value);
            break;
        default:
            await Console.Error.WriteLineAsync($"""
                "{string.Join(' ', args[i..])}" is not understood. Options:
                  --port NUMBER          the port to listen at; 0 for any that is free, 9944 by default
                  --allow-origin ORIGIN  lets a web page in, such as https://polkadot.js.org; may be given several times
                """);
            return 1;
    }
}

using CancellationTokenSource ending = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
await using PhatDevnet devnet = await PhatDevnet.StartAsync(
    new PhatDevnetOptions { Server = new DevnetServerOptions { Port = port, AllowedOrigins = origins } });
Console.WriteLine($"Chain:   {devnet.Server!.WebSocketEndpoint} and {devnet.Server.HttpEndpoint}");
Console.WriteLine($"Worker:  {devnet.Server.WorkerEndpoint}prpc/");
Console.WriteLine($"Cluster: {devnet.ClusterId}");
Console.WriteLine("Ready. Alice, Bob, Charlie, Dave, Eve and Ferdie are funded, and Alice is root. Ctrl-C ends it.");
await Task.Delay(Timeout.Infinite, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
return 0;

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ending.Cancel();
}
