using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>Which runtime a chain runs: <c>sp_version::RuntimeVersion</c>, as <c>Core_version</c> gives it.</summary>
public sealed record RuntimeVersion : IScaleType<RuntimeVersion>
{
    /// <summary>The runtime's name: <c>phat-chain</c>.</summary>
    public required string SpecName { get; init; }

    /// <summary>The implementation's name.</summary>
    public required string ImplName { get; init; }

    /// <summary>The version of the way in which blocks are authored.</summary>
    public required uint AuthoringVersion { get; init; }

    /// <summary>The version of the runtime; a signed extrinsic is valid for one only.</summary>
    public required uint SpecVersion { get; init; }

    /// <summary>The version of the implementation.</summary>
    public required uint ImplVersion { get; init; }

    /// <summary>The version of the calls; a signed extrinsic is valid for one only.</summary>
    public required uint TransactionVersion { get; init; }

    /// <summary>How the state's root is made: 0 or 1.</summary>
    public required byte StateVersion { get; init; }

    /// <summary>The runtime's APIs with their versions.</summary>
    public required IReadOnlyList<RuntimeApiVersion> Apis { get; init; }

    /// <inheritdoc/>
    public static RuntimeVersion Decode(ref ScaleReader reader)
    {
        string specName = reader.ReadString();
        string implName = reader.ReadString();
        uint authoring = reader.ReadUInt32();
        uint spec = reader.ReadUInt32();
        uint impl = reader.ReadUInt32();
        RuntimeApiVersion[] apis = reader.ReadVector<RuntimeApiVersion>(RuntimeApiVersion.Size);
        return new RuntimeVersion
        {
            SpecName = specName,
            ImplName = implName,
            AuthoringVersion = authoring,
            SpecVersion = spec,
            ImplVersion = impl,
            Apis = apis,
            TransactionVersion = reader.ReadUInt32(),
            StateVersion = reader.ReadByte(),
        };
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteString(SpecName);
        writer.WriteString(ImplName);
        writer.WriteUInt32(AuthoringVersion);
        writer.WriteUInt32(SpecVersion);
        writer.WriteUInt32(ImplVersion);
        writer.WriteVector(Apis, static (ref writer, api) => api.Encode(ref writer));
        writer.WriteUInt32(TransactionVersion);
        writer.WriteByte(StateVersion);
    }

    /// <summary>The version of an API.</summary>
    /// <param name="name">The API's name: <c>ContractsApi</c>.</param>
    /// <returns>The version; null where the runtime has no such API.</returns>
    public uint? VersionOf(string name)
    {
        ulong id = RuntimeApiVersion.IdOf(name);
        foreach (RuntimeApiVersion api in Apis)
        {
            if (api.Id == id)
            {
                return api.Version;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{SpecName} {SpecVersion}";
}
