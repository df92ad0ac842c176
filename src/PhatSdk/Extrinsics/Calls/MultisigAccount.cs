using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Calls;

/// <summary>An account that belongs to several: a call of it needs the approval of a number of them. Follows <c>pallet_multisig</c>.</summary>
public sealed class MultisigAccount
{
    private readonly AccountId[] _signatories;

    /// <summary>Creates the account of some signatories. It need not exist: it follows from them and the threshold alone.</summary>
    /// <param name="threshold">How many of them must approve a call.</param>
    /// <param name="signatories">The signatories, at least two, in any order.</param>
    /// <exception cref="ArgumentException">One is there twice, there are fewer than two, or the threshold is zero or larger than their number.</exception>
    public MultisigAccount(ushort threshold, params ReadOnlySpan<AccountId> signatories)
    {
        _signatories = signatories.ToArray();
        Array.Sort(_signatories, static (left, right) => left.Span.SequenceCompareTo(right.Span));
        if (_signatories.Length < 2)
        {
            throw new ArgumentException($"a multisig has two signatories at least, not {_signatories.Length}", nameof(signatories));
        }

        for (int i = 1; i < _signatories.Length; i++)
        {
            if (_signatories[i] == _signatories[i - 1])
            {
                throw new ArgumentException($"the signatory {_signatories[i]} is there twice", nameof(signatories));
            }
        }

        if (threshold == 0 || threshold > _signatories.Length)
        {
            throw new ArgumentException($"{threshold} of {_signatories.Length} signatories cannot approve", nameof(threshold));
        }

        Threshold = threshold;
        AccountId = Derive(_signatories, threshold);
    }

    /// <summary>How many of the signatories must approve a call.</summary>
    public ushort Threshold { get; }

    /// <summary>The signatories, sorted as the pallet asks for it.</summary>
    public IReadOnlyList<AccountId> Signatories => _signatories;

    /// <summary>The account.</summary>
    public AccountId AccountId { get; }

    /// <summary>The signatories but for one, sorted.</summary>
    /// <param name="signer">The one.</param>
    /// <returns>The others.</returns>
    /// <exception cref="ArgumentException"><paramref name="signer"/> is no signatory.</exception>
    public IReadOnlyList<AccountId> OthersThan(AccountId signer)
    {
        AccountId[] others = Array.FindAll(_signatories, signatory => signatory != signer);
        return others.Length < _signatories.Length
            ? others
            : throw new ArgumentException($"{signer} is no signatory of the multisig {AccountId}", nameof(signer));
    }

    /// <summary>Shows the account.</summary>
    /// <returns>The account and how many of how many approve.</returns>
    public override string ToString() => $"{AccountId} ({Threshold} of {_signatories.Length})";

    private static AccountId Derive(AccountId[] signatories, ushort threshold)
    {
        byte[] entropy = ScaleCodec.Encode((signatories, threshold), static (ref writer, parts) =>
        {
            writer.WriteRaw("modlpy/utilisuba"u8);
            writer.WriteVector(parts.signatories, static (ref writer, signatory) => writer.Write(signatory));
            writer.WriteUInt16(parts.threshold);
        });
        return new AccountId(Blake2b.Hash256(entropy).Span);
    }
}
