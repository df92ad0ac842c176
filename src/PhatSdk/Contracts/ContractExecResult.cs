using System.Text;
using PhatSdk.Chain;
using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Contracts;

/// <summary>What a call or a deployment that was tried gave: pallet-contracts' <c>ContractExecResult</c> or <c>ContractInstantiateResult</c>.</summary>
public sealed record ContractExecResult
{
    private const uint RevertFlag = 1;

    /// <summary>What it took.</summary>
    public required Weight GasConsumed { get; init; }

    /// <summary>The least limit with which it succeeds.</summary>
    public required Weight GasRequired { get; init; }

    /// <summary>Plancks that the caller's deposit for storage would grow by; negative where some come back.</summary>
    public required Int128 StorageDeposit { get; init; }

    /// <summary>What the contract and the chain noted on the way.</summary>
    public required string DebugMessage { get; init; }

    /// <summary>Why it came to no end of its own; null where it did.</summary>
    public DispatchError? Error { get; init; }

    /// <summary>Whether the contract undid its changes (the REVERT flag).</summary>
    public bool IsReverted { get; init; }

    /// <summary>The bytes that the contract returned; empty where there is an <see cref="Error"/>.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The contract that was created; null for a call.</summary>
    public AccountId? Contract { get; init; }

    /// <summary>The events, where the chain tells them; those of the block before the call included.</summary>
    public IReadOnlyList<EventRecord> Events { get; init; } = [];

    /// <summary>Decodes what <c>ContractsApi_call</c> gave.</summary>
    /// <param name="encoded">The bytes.</param>
    /// <param name="metadata">The metadata of the chain's runtime.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ScaleException">The bytes are no such result.</exception>
    public static ContractExecResult DecodeCall(ReadOnlySpan<byte> encoded, RuntimeMetadata metadata) => Decode(encoded, metadata, instantiates: false);

    /// <summary>Decodes what <c>ContractsApi_instantiate</c> gave.</summary>
    /// <param name="encoded">The bytes.</param>
    /// <param name="metadata">The metadata of the chain's runtime.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ScaleException">The bytes are no such result.</exception>
    public static ContractExecResult DecodeInstantiate(ReadOnlySpan<byte> encoded, RuntimeMetadata metadata) => Decode(encoded, metadata, instantiates: true);

    /// <summary>The execution, where it came to an end of its own.</summary>
    /// <param name="what">What was called, for the exception.</param>
    /// <returns>What the contract returned, also where it reverted.</returns>
    /// <exception cref="ContractTrappedException">There is an <see cref="Error"/>.</exception>
    public ContractOutput ToOutput(string what) => Error is { } error
        ? throw new ContractTrappedException(what, error.ToString(), DebugMessage)
        : new ContractOutput
        {
            Data = Data,
            IsReverted = IsReverted,
            GasConsumed = GasConsumed,
            GasRequired = GasRequired,
            StorageDeposit = StorageDeposit,
            DebugMessage = DebugMessage,
            Contract = Contract,
        };

    private static ContractExecResult Decode(ReadOnlySpan<byte> encoded, RuntimeMetadata metadata, bool instantiates)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ScaleReader reader = new(encoded);
        ContractExecResult result = new()
        {
            GasConsumed = reader.Read<Weight>(),
            GasRequired = reader.Read<Weight>(),
            StorageDeposit = PhatSdk.Primitives.StorageDeposit.Read(ref reader),
            DebugMessage = Encoding.UTF8.GetString(reader.ReadBytes()),
        };
        if (reader.ReadResultTag())
        {
            uint flags = reader.ReadUInt32();
            byte[] data = reader.ReadBytes().ToArray();
            AccountId? contract = instantiates ? reader.Read<AccountId>() : null;
            result = result with { IsReverted = (flags & RevertFlag) != 0, Data = data, Contract = contract };
        }
        else
        {
            result = result with { Error = DispatchErrors.Read(ref reader, metadata) };
        }

        // Runtimes of before 2023 tell no events, and leave the tag out.
        if (reader.Remaining > 0 && reader.ReadOptionTag())
        {
            result = result with { Events = ChainEvents.Read(ref reader, metadata) };
        }

        reader.ThrowIfNotAtEnd();
        return result;
    }
}
