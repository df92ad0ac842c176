using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <summary>What happened in a call, for the worker to act on: <c>Effect</c> of the cluster runtime.</summary>
/// <param name="Contract">The contract that it happened to.</param>
internal abstract record ClusterEffect(AccountId Contract)
{
    internal static ClusterEffect Decode(ref ScaleReader reader)
    {
        byte kind = reader.ReadByte();
        return kind switch
        {
            0 => new PinkEffect(reader.Read<AccountId>(), reader.ReadBytes().ToArray()),
            1 => new EmittedEffect(reader.Read<AccountId>(), reader.ReadVector<Hash256>(Hash256.Size), reader.ReadBytes().ToArray()),
            2 => new InstantiatedEffect(reader.Read<AccountId>(), reader.Read<AccountId>()),
            3 => new TerminatedEffect(reader.Read<AccountId>(), reader.Read<AccountId>()),
            _ => throw new ScaleException($"0x{kind:x2} is no effect of a cluster's call", reader.Offset - 1),
        };
    }
}
