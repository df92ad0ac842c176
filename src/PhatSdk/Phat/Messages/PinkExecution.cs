using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>What became of an execution in a cluster: pallet-contracts' <c>ContractExecResult</c> or <c>ContractInstantiateResult</c>, as contract runtimes 1.0 to 1.2 encode them.</summary>
public sealed record PinkExecution
{
    private const uint RevertFlag = 1;
    private const int SelectorSize = 4;

    /// <summary>What it took.</summary>
    public Weight GasConsumed { get; init; }

    /// <summary>The least limit with which it succeeds.</summary>
    public Weight GasRequired { get; init; }

    /// <summary>Plancks that the deposit for storage grows by; negative where some come back.</summary>
    public Int128 StorageDeposit { get; init; }

    /// <summary>What the contract and the runtime noted on the way.</summary>
    public string DebugMessage { get; init; } = "";

    /// <summary>Why it did not come to its end; null where it did.</summary>
    public PinkDispatchError? Error { get; init; }

    /// <summary>Whether the contract undid its changes.</summary>
    public bool IsReverted { get; init; }

    /// <summary>The bytes that the contract returned.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The contract that a constructor created; null for a message.</summary>
    public AccountId? Contract { get; init; }

    /// <summary>Reads the result of a message.</summary>
    /// <param name="data">The bytes: a query's payload, or a record's output with the selector behind it.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ScaleException">The bytes are no such result.</exception>
    public static PinkExecution DecodeMessage(ReadOnlySpan<byte> data) => Decode(data, isInstantiation: false);

    /// <summary>Reads the result of a constructor.</summary>
    /// <param name="data">The bytes: a query's payload.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ScaleException">The bytes are no such result.</exception>
    public static PinkExecution DecodeInstantiation(ReadOnlySpan<byte> data) => Decode(data, isInstantiation: true);

    private static PinkExecution Decode(ReadOnlySpan<byte> data, bool isInstantiation)
    {
        ScaleReader reader = new(data);
        PinkExecution execution = new()
        {
            GasConsumed = reader.Read<Weight>(),
            GasRequired = reader.Read<Weight>(),
            StorageDeposit = PhatSdk.Primitives.StorageDeposit.Read(ref reader),
            DebugMessage = reader.ReadString(),
        };
        if (!reader.ReadResultTag())
        {
            execution = execution with { Error = reader.Read<PinkDispatchError>() };
        }
        else
        {
            execution = execution with
            {
                IsReverted = (reader.ReadUInt32() & RevertFlag) != 0,
                Data = reader.ReadBytes().ToArray(),
                Contract = isInstantiation ? reader.Read<AccountId>() : null,
            };
        }

        ThrowIfMoreThanTail(ref reader);
        return execution;
    }

    /// <summary>Runtime 1.0 has no field for events, the later ones have an empty one; a log's record has the selector behind either.</summary>
    private static void ThrowIfMoreThanTail(ref ScaleReader reader)
    {
        if (reader.Remaining is 1 or 1 + SelectorSize)
        {
            int start = reader.Offset;
            if (reader.ReadOptionTag())
            {
                throw new ScaleException("events, which a cluster does not tell", start);
            }
        }

        if (reader.Remaining != SelectorSize)
        {
            reader.ThrowIfNotAtEnd();
        }
    }
}
