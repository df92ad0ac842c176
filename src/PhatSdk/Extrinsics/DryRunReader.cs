using PhatSdk.Chain;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

/// <summary>Tries a call by a runtime's <c>DryRunApi</c>: <c>dry_run_call</c> of origin and call, since version 2 with a version of XCM behind them.</summary>
internal sealed class DryRunReader
{
    public const string Function = "DryRunApi_dry_run_call";

    private const uint XcmVersion = 4;

    private readonly RuntimeMetadata _metadata;
    private readonly RuntimeApiMethodMetadata _method;

    /// <exception cref="NotSupportedException">The runtime cannot try calls.</exception>
    public DryRunReader(Runtime runtime)
    {
        _metadata = runtime.Metadata;
        _method = _metadata.Apis.FirstOrDefault(static api => api.Name == "DryRunApi")?.Methods.FirstOrDefault(static method => method.Name == "dry_run_call")
            ?? throw new NotSupportedException($"runtime {runtime} has no DryRunApi.dry_run_call, or its metadata, V{_metadata.Version}, does not tell of it");
        if (_method.Inputs.Count is not (2 or 3))
        {
            throw new NotSupportedException($"DryRunApi.dry_run_call of runtime {runtime} takes {_method.Inputs.Count} arguments, and not two or three");
        }
    }

    public byte[] Encode(RuntimeCall call, AccountId origin)
    {
        ScaleWriter writer = new(stackalloc byte[256]);
        try
        {
            ScaleValue signed = ScaleValue.Variant("system", ScaleValue.Variant("Signed", AccountOf(origin)));
            DynamicCodec.Encode(ref writer, _metadata.Types, _method.Inputs[0].TypeId, signed, "origin");
            writer.WriteRaw(call.Encoded.Span);
            if (_method.Inputs.Count > 2)
            {
                writer.WriteUInt32(XcmVersion);
            }

            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <exception cref="MetadataException">The answer is no such result.</exception>
    /// <exception cref="NotSupportedException">The runtime did not try the call.</exception>
    public DryRun Decode(ReadOnlySpan<byte> answer)
    {
        ScaleValue result = DynamicCodec.Decode(answer, _metadata.Types, _method.OutputTypeId);
        if (result is not ScaleVariant { Name: "Ok" } tried)
        {
            throw new NotSupportedException($"the runtime did not try the call: {result}");
        }

        ScaleValue effects = tried.Content;
        ScaleVariant outcome = effects["execution_result"] as ScaleVariant ?? throw new MetadataException($"{effects} is no result of a call");
        bool hasFailed = outcome.Name == "Err";
        ScaleValue info = hasFailed ? outcome.Content["post_info"] : outcome.Content;
        return new DryRun
        {
            Error = hasFailed ? DispatchErrors.From(outcome.Content["error"], _metadata) : null,
            Weight = info["actual_weight"] is ScaleVariant { Name: "Some", Content: { } weight }
                ? new Weight(weight["ref_time"].AsUInt64(), weight["proof_size"].AsUInt64())
                : null,
            Events = effects["emitted_events"].Items,
            Effects = effects,
        };
    }

    private ScaleValue AccountOf(AccountId account) =>
        _metadata.Extrinsic.AddressTypeId is { } address && _metadata.Types[address].Name == "AccountId20" ? account.Span[..20].ToArray() : account;
}
