using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Chain.Pool;

/// <summary>Says of each transaction what the test said before.</summary>
internal sealed class FakeValidator : ITransactionValidator
{
    private readonly Dictionary<string, Result<ValidTransaction, TransactionValidityError>> _answers = [];

    /// <summary>Runs before each answer, outside of the pool's lock.</summary>
    public Action? Validating { get; set; }

    public int Calls { get; private set; }

    /// <summary>Makes a valid transaction of a name.</summary>
    public byte[] Valid(string name, string[]? requires = null, string[]? provides = null, ulong priority = 1, ulong longevity = ulong.MaxValue)
    {
        _answers[name] = Result<ValidTransaction, TransactionValidityError>.Ok(new ValidTransaction
        {
            Priority = priority,
            Requires = [.. (requires ?? []).Select(Tag)],
            Provides = [.. (provides ?? [name]).Select(Tag)],
            Longevity = longevity,
        });
        return Bytes(name);
    }

    public byte[] Invalid(string name, TransactionValidityError error)
    {
        _answers[name] = Result<ValidTransaction, TransactionValidityError>.Err(error);
        return Bytes(name);
    }

    public Result<ValidTransaction, TransactionValidityError> Validate(ReadOnlyMemory<byte> extrinsic, BlockPoint parent)
    {
        Calls++;
        Result<ValidTransaction, TransactionValidityError> answer = _answers[System.Text.Encoding.UTF8.GetString(extrinsic.Span).TrimEnd('.')];
        Validating?.Invoke();
        return answer;
    }

    public static TransactionTag Tag(string name) => new(Bytes(name));

    private static byte[] Bytes(string name) => System.Text.Encoding.UTF8.GetBytes(name);
}
