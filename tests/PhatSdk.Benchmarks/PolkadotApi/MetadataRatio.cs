using System.Diagnostics;
using System.Globalization;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.TestKit;

namespace PhatSdk.Benchmarks.PolkadotApi;

/// <summary>
/// What it takes from a runtime's metadata to an account that is decoded and a transfer that is encoded, here and with polkadot-api in Node.js, one after the other on one machine.
/// </summary>
internal static class MetadataRatio
{
    private const int Rounds = 100;
    private const double Bound = 0.2;

    /// <param name="modules">A folder from which Node.js finds <c>@polkadot-api/substrate-bindings</c> and <c>@polkadot-api/metadata-builders</c>.</param>
    /// <returns>0 where the bound holds for every file.</returns>
    public static int Run(string modules)
    {
        bool holds = true;
        Console.WriteLine("| metadata | PhatSdk | polkadot-api | ratio |\n| --- | --- | --- | --- |");
        foreach (string file in new[] { "polkadot_v15.scale", "substrate_v15.scale", "westend-1015000.v15.scale" })
        {
            string path = Fixtures.ThirdParty($"metadata/{file}");
            byte[] bytes = File.ReadAllBytes(path);
            double ours = Median(() => Load(bytes));
            double theirs = MeasureNode(modules, path);
            holds &= ours <= Bound * theirs;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {file} | {ours:F2} ms | {theirs:F2} ms | {ours / theirs:F3} |"));
        }

        return holds ? 0 : 1;
    }

    private static int Load(byte[] bytes)
    {
        RuntimeMetadata metadata = RuntimeMetadata.Decode(bytes);
        StorageEntryMetadata entry = metadata["System"].StorageEntry("Account");
        ScaleValue account = DynamicCodec.Decode(new byte[80], metadata.Types, entry.ValueTypeId);
        TypeVariant transfer = metadata["Balances"].Call("transfer_keep_alive");
        byte[] destination = DynamicCodec.Encode(metadata.Types, transfer.Fields[0].TypeId, ScaleValue.Variant("Id", ScaleValue.Tuple(new byte[32])));
        byte[] value = DynamicCodec.Encode(metadata.Types, transfer.Fields[1].TypeId, 1_000_000_000_000);
        return (int)account["nonce"].AsUInt32() + destination.Length + value.Length;
    }

    private static double Median(Func<int> load)
    {
        List<double> times = [];
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            load();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // The first half warms up, as in the script.
        return times.Skip(Rounds / 2).Order().ElementAt(Rounds / 4);
    }

    private static double MeasureNode(string modules, string path)
    {
        string script = Path.Combine(Fixtures.Root, "tests", "PhatSdk.Benchmarks", "PolkadotApi", "metadata.mjs");
        ProcessStartInfo start = new("node", [script, Path.GetFullPath(path), Rounds.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = modules,
            RedirectStandardOutput = true,
        };
        using Process node = Process.Start(start) ?? throw new InvalidOperationException("node does not start");
        string output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"node ended with {node.ExitCode}");
    }
}
