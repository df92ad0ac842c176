using System.Globalization;
using PhatSdk.Phat.Messages;

namespace PhatSdk.Phat;

/// <summary>Names what the contract runtime of a cluster numbers. It publishes no metadata, so the names are written down here.</summary>
/// <remarks>Follows Phala-Network/phala-blockchain, <c>crates/pink/runtime/assets/metadata-1.{1,2}.bin</c>.</remarks>
internal static class PinkErrors
{
    private const byte Balances = 2;
    private const byte Contracts = 4;
    private const byte Pink = 5;

    private static readonly Version Second = new(1, 2);

    private static readonly string[] Kinds =
    [
        "Other", "CannotLookup", "BadOrigin", "Module", "ConsumerRemaining", "NoProviders", "TooManyConsumers", "Token", "Arithmetic",
        "Transactional", "Exhausted", "Corruption", "Unavailable", "RootNotAllowed", "Trie",
    ];

    private static readonly string[] TokenErrors =
    [
        "FundsUnavailable", "OnlyProvider", "BelowMinimum", "CannotCreate", "UnknownAsset", "Frozen", "Unsupported", "CannotCreateHold",
        "NotExpendable", "Blocked",
    ];

    private static readonly string[] ArithmeticErrors = ["Underflow", "Overflow", "DivisionByZero"];

    private static readonly string[] TransactionalErrors = ["LimitReached", "NoLayer"];

    private static readonly string[] BalancesErrors =
    [
        "VestingBalance", "LiquidityRestrictions", "InsufficientBalance", "ExistentialDeposit", "ExistingVestingSchedule", "DeadAccount",
        "TooManyReserves", "TooManyHolds", "TooManyFreezes",
    ];

    private static readonly string[] PinkPalletErrors =
    [
        "UnknownChainExtensionId", "UnknownChainExtensionFunction", "ContractIoBufferOverflow", "KeySeedMissing", "DeriveKeyFailed",
        "SystemContractMissing",
    ];

    private static readonly string[] FirstContractsErrors =
    [
        "InvalidSchedule", "InvalidCallFlags", "OutOfGas", "OutputBufferTooSmall", "TransferFailed", "MaxCallDepthReached", "ContractNotFound",
        "CodeTooLarge", "CodeNotFound", "OutOfBounds", "DecodingFailed", "ContractTrapped", "ValueTooLarge", "TerminatedWhileReentrant",
        "InputForwarded", "RandomSubjectTooLong", "TooManyTopics", "NoChainExtension", "DuplicateContract", "TerminatedInConstructor",
        "ReentranceDenied", "StorageDepositNotEnoughFunds", "StorageDepositLimitExhausted", "CodeInUse", "ContractReverted", "CodeRejected",
        "Indeterministic",
    ];

    private static readonly string[] SecondContractsErrors =
    [
        "InvalidSchedule", "InvalidCallFlags", "OutOfGas", "OutputBufferTooSmall", "TransferFailed", "MaxCallDepthReached", "ContractNotFound",
        "CodeTooLarge", "CodeNotFound", "CodeInfoNotFound", "OutOfBounds", "DecodingFailed", "ContractTrapped", "ValueTooLarge",
        "TerminatedWhileReentrant", "InputForwarded", "RandomSubjectTooLong", "TooManyTopics", "NoChainExtension", "XCMDecodeFailed",
        "DuplicateContract", "TerminatedInConstructor", "ReentranceDenied", "StorageDepositNotEnoughFunds", "StorageDepositLimitExhausted",
        "CodeInUse", "ContractReverted", "CodeRejected", "Indeterministic", "MigrationInProgress", "NoMigrationPerformed",
        "MaxDelegateDependenciesReached", "DelegateDependencyNotFound", "DelegateDependencyAlreadyExists", "CannotAddSelfAsDelegateDependency",
    ];

    /// <summary>The error's name as that version of the runtime numbers it: <c>Contracts.OutOfGas</c>, <c>Token.FundsUnavailable</c>.</summary>
    public static string NameOf(PinkDispatchError error, Version runtimeVersion) => error.Kind switch
    {
        PinkDispatchError.Module => NameOfModule(error, runtimeVersion),
        PinkDispatchError.Token => $"Token.{At(TokenErrors, error.Detail)}",
        PinkDispatchError.Arithmetic => $"Arithmetic.{At(ArithmeticErrors, error.Detail)}",
        PinkDispatchError.Transactional => $"Transactional.{At(TransactionalErrors, error.Detail)}",
        _ => At(Kinds, error.Kind),
    };

    private static string NameOfModule(PinkDispatchError error, Version runtimeVersion) => error.ModuleIndex switch
    {
        Balances => $"Balances.{At(BalancesErrors, error.Detail)}",
        Contracts => $"Contracts.{At(runtimeVersion >= Second ? SecondContractsErrors : FirstContractsErrors, error.Detail)}",
        Pink => $"Pink.{At(PinkPalletErrors, error.Detail)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"pallet {error.ModuleIndex}, error {error.Detail}"),
    };

    private static string At(string[] names, byte index) =>
        index < names.Length ? names[index] : string.Create(CultureInfo.InvariantCulture, $"error {index}");
}
