using BenchmarkDotNet.Attributes;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Benchmarks.Contracts;

/// <summary>Decodes what <c>PSP22::transfer</c> returns: <c>Result&lt;Result&lt;(), PSP22Error&gt;, LangError&gt;</c>.</summary>
public class Psp22ReturnBenchmarks
{
    private readonly byte[] _output = [0, 0];
    private readonly InkMetadata _metadata = InkMetadata.Parse(File.ReadAllText(Fixtures.Contract("psp22/ink5/psp22.json")));
    private readonly int _returnTypeId;

    public Psp22ReturnBenchmarks() => _returnTypeId = (int)_metadata.Messages.Single(message => message.Label == "PSP22::transfer").ReturnTypeId!;

    /// <summary>Written out by hand, for this one output.</summary>
    [Benchmark(Baseline = true)]
    public bool ByHand()
    {
        byte[] output = _output;
        return output.Length == 2 && output[0] == 0 && output[1] == 0;
    }

    [Benchmark]
    public bool Typed()
    {
        ScaleReader reader = new(_output);
        Result<Unit, Psp22.PSP22Error> result = Psp22.Messages.Transfer.DecodeReturn(ref reader);
        reader.ThrowIfNotAtEnd();
        return result.IsOk;
    }

    [Benchmark]
    public ScaleValue Dynamic() => DynamicCodec.Decode(_output, _metadata.Types, _returnTypeId);
}
