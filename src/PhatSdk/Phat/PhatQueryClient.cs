using System.Security.Cryptography;
using Google.Protobuf;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Scale;
using Wire = PhatSdk.Pruntime.Messages;

namespace PhatSdk.Phat;

/// <summary>Asks contracts of one worker: seals, signs, sends, and trusts no answer that it has not checked.</summary>
internal sealed class PhatQueryClient(PruntimeClient pruntime, ReadOnlyMemory<byte> workerKey)
{
    private const string ContractNotFound = "ContractNotFound";

    /// <summary>Asks once.</summary>
    /// <exception cref="PhatQueryException">The worker gave no answer, or none that can be trusted.</exception>
    /// <exception cref="PruntimeException">The worker was not reached, or refused.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(
        AccountId contract, InkQuery query, Certificate certificate, CancellationToken cancellationToken)
    {
        using SecretChannel channel = SecretChannel.Create(workerKey.Span);
        Hash256 nonce = new(RandomNumberGenerator.GetBytes(Hash256.Size));
        byte[] plaintext = ScaleCodec.Encode(new ContractQuery(new InkQueryHead(contract, nonce), query));
        byte[] request = ScaleCodec.Encode(channel.Seal(plaintext));
        CryptographicOperations.ZeroMemory(plaintext);

        Wire.ContractQueryRequest message = new()
        {
            EncodedEncryptedData = UnsafeByteOperations.UnsafeWrap(request),
            Signature = certificate.Sign(request),
        };
        Wire.ContractQueryResponse answer = await SendAsync(contract, message, cancellationToken).ConfigureAwait(false);
        return Check(contract, nonce, Open(contract, channel, answer.EncodedEncryptedData.Memory));
    }

    private async ValueTask<Wire.ContractQueryResponse> SendAsync(
        AccountId contract, Wire.ContractQueryRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await pruntime.QueryContractAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (PruntimeException exception)
            when (exception.Failure == PruntimeFailure.Refused && exception.Reason.Contains(ContractNotFound, StringComparison.Ordinal))
        {
            throw new PhatQueryException(PhatQueryError.UnknownContract, $"{contract}: the worker knows no such contract", exception);
        }
    }

    private static InkResponse Open(AccountId contract, SecretChannel channel, ReadOnlyMemory<byte> answer)
    {
        try
        {
            byte[] plaintext = channel.Open(ScaleCodec.Decode<EncryptedData>(answer.Span));
            return ScaleCodec.Decode<InkResponse>(plaintext);
        }
        catch (CryptographicException exception)
        {
            throw new PhatQueryException(
                PhatQueryError.BrokenSeal, $"{contract}: the answer was not sealed by the worker that was asked, or was damaged", exception);
        }
        catch (ScaleException exception)
        {
            throw new PhatQueryException(PhatQueryError.Unreadable, $"{contract}: the answer cannot be read: {exception.Message}", exception);
        }
    }

    private static ReadOnlyMemory<byte> Check(AccountId contract, Hash256 nonce, InkResponse response)
    {
        if (response.Nonce != nonce)
        {
            throw new PhatQueryException(PhatQueryError.WrongNonce, $"{contract}: the answer is to another query");
        }

        if (response.Outcome.TryGetValue(out ReadOnlyMemory<byte> payload, out QueryError error))
        {
            return payload;
        }

        string reason = error.Message.Length > 0 ? $"{error.Kind}: {error.Message}" : error.Kind.ToString();
        throw new PhatQueryException((PhatQueryError)error.Kind, $"{contract}: the worker answered {reason}");
    }
}
