using System.Globalization;
using System.Text;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>What the worker has to know of a <c>ContractExecResult</c> or a <c>ContractInstantiateResult</c>, whose beginnings are the same.</summary>
/// <param name="DebugMessage">What the runtime noted.</param>
/// <param name="IsReverted">Whether the contract took everything back.</param>
/// <param name="Failure">The dispatch error as Rust shows it; null where the contract ran to its end.</param>
internal sealed record ContractResult(string DebugMessage, bool IsReverted, string? Failure)
{
    private const uint RevertFlag = 1;
    private const byte ModuleError = 3;
    private const byte TokenError = 7;
    private const byte ArithmeticError = 8;
    private const byte TransactionalError = 9;
    private const byte ContractsIndex = 4;
    private const byte PinkIndex = 5;

    private static readonly string[] Errors =
    [
        "Other(\"\")", "CannotLookup", "BadOrigin", "Module", "ConsumerRemaining", "NoProviders", "TooManyConsumers", "Token", "Arithmetic",
        "Transactional", "Exhausted", "Corruption", "Unavailable", "RootNotAllowed",
    ];

    private static readonly string[] TokenErrors =
    [
        "FundsUnavailable", "OnlyProvider", "BelowMinimum", "CannotCreate", "UnknownAsset", "Frozen", "Unsupported", "CannotCreateHold",
        "NotExpendable", "Blocked",
    ];

    private static readonly string[] ArithmeticErrors = ["Underflow", "Overflow", "DivisionByZero"];

    private static readonly string[] TransactionalErrors = ["LimitReached", "NoLayer"];

    // As contract runtime 1.2 numbers them.
    private static readonly string[] ContractsErrors =
    [
        "InvalidSchedule", "InvalidCallFlags", "OutOfGas", "OutputBufferTooSmall", "TransferFailed", "MaxCallDepthReached", "ContractNotFound",
        "CodeTooLarge", "CodeNotFound", "CodeInfoNotFound", "OutOfBounds", "DecodingFailed", "ContractTrapped", "ValueTooLarge",
        "TerminatedWhileReentrant", "InputForwarded", "RandomSubjectTooLong", "TooManyTopics", "NoChainExtension", "XCMDecodeFailed",
        "DuplicateContract", "TerminatedInConstructor", "ReentranceDenied", "StorageDepositNotEnoughFunds", "StorageDepositLimitExhausted",
        "CodeInUse", "ContractReverted", "CodeRejected", "Indeterministic", "MigrationInProgress", "NoMigrationPerformed",
        "MaxDelegateDependenciesReached", "DelegateDependencyNotFound", "DelegateDependencyAlreadyExists", "CannotAddSelfAsDelegateDependency",
    ];

    private static readonly string[] PinkErrors =
    [
        "UnknownChainExtensionId", "UnknownChainExtensionFunction", "ContractIoBufferOverflow", "KeySeedMissing", "DeriveKeyFailed",
        "SystemContractMissing",
    ];

    /// <summary>Reads the beginning of a result.</summary>
    public static ContractResult Decode(ReadOnlySpan<byte> result)
    {
        ScaleReader reader = new(result);
        for (int i = 0; i < 4; i++)
        {
            reader.ReadCompactUInt64(); // gas consumed and required: computation and proof each
        }

        reader.ReadByte(); // charge or refund
        reader.ReadUInt128();
        string debugMessage = Encoding.UTF8.GetString(reader.ReadBytes());
        return reader.ReadResultTag()
            ? new ContractResult(debugMessage, (reader.ReadUInt32() & RevertFlag) != 0, null)
            : new ContractResult(debugMessage, false, DescribeError(ref reader));
    }

    /// <summary>Describes a <c>DispatchError</c> of the cluster runtime, as Rust's <c>Debug</c> does.</summary>
    public static string DescribeError(ReadOnlySpan<byte> error)
    {
        ScaleReader reader = new(error);
        return DescribeError(ref reader);
    }

    private static string DescribeError(ref ScaleReader reader)
    {
        byte variant = reader.ReadByte();
        switch (variant)
        {
            case ModuleError:
                byte index = reader.ReadByte();
                ReadOnlySpan<byte> error = reader.ReadRaw(4);
                string? name = index switch
                {
                    ContractsIndex => NameOf(ContractsErrors, error[0]),
                    PinkIndex => NameOf(PinkErrors, error[0]),
                    _ => null,
                };
                string message = name is null ? "None" : $"Some(\"{name}\")";
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Module(ModuleError {{ index: {index}, error: [{error[0]}, {error[1]}, {error[2]}, {error[3]}], message: {message} }})");
            case TokenError:
                return $"Token({NameOf(TokenErrors, reader.ReadByte())})";
            case ArithmeticError:
                return $"Arithmetic({NameOf(ArithmeticErrors, reader.ReadByte())})";
            case TransactionalError:
                return $"Transactional({NameOf(TransactionalErrors, reader.ReadByte())})";
            default:
                return NameOf(Errors, variant) ?? string.Create(CultureInfo.InvariantCulture, $"DispatchError {variant}");
        }
    }

    private static string? NameOf(string[] names, byte index) => index < names.Length ? names[index] : null;
}
