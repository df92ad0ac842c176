using Google.Protobuf;
using PhatSdk.Crypto;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Scale;
using PhatSdk.TestKit;
using Wire = PhatSdk.Pruntime.Messages;

namespace PhatSdk.Tests.Phat;

/// <summary>A worker after phat-protocol.md 5 and 6: opens queries, verifies who asks, and answers; or does one thing wrong, where a test says so.</summary>
internal sealed class ScriptedWorker : IDisposable
{
    private const int MaxChain = 2;
    private const uint Block = 100;

    public ScriptedWorker()
    {
        Transport = new FakePruntimeTransport(Answer);
        Respond = (_, _, _) => Result<ReadOnlyMemory<byte>, QueryError>.Err(new QueryError(QueryErrorKind.BadOrigin, ""));
    }

    public Keypair Key { get; } = Keypair.FromSeed(PhalaVectors.Bytes("workerSeed"));

    public FakePruntimeTransport Transport { get; }

    /// <summary>What is answered to an authentic query.</summary>
    public Func<AccountId, InkQueryHead, InkQuery, Result<ReadOnlyMemory<byte>, QueryError>> Respond { get; set; }

    /// <summary>Answers to other methods.</summary>
    public Func<string, ReadOnlyMemory<byte>, IMessage?> Other { get; set; } = (_, _) => null;

    /// <summary>Changes the plain answer before it is sealed.</summary>
    public Func<InkResponse, byte[]> Encode { get; set; } = response => ScaleCodec.Encode(response);

    /// <summary>Seals an answer to the asker.</summary>
    public Func<byte[], ReadOnlyMemory<byte>, EncryptedData>? Seal { get; set; }

    /// <summary>Changes the whole answer.</summary>
    public Func<PruntimeResponse, PruntimeResponse> Send { get; set; } = response => response;

    /// <summary>Whoever asked last.</summary>
    public AccountId Origin { get; private set; }

    public void Dispose() => Key.Dispose();

    private PruntimeResponse Answer(string method, ReadOnlyMemory<byte> body)
    {
        if (method != "PhactoryAPI.ContractQuery")
        {
            return Other(method, body) is { } message
                ? new PruntimeResponse(200, message.ToByteArray())
                : Refuse(404, "Method Not Found");
        }

        Wire.ContractQueryRequest request = Wire.ContractQueryRequest.Parser.ParseFrom(body.Span);
        byte[] sealedQuery = request.EncodedEncryptedData.ToByteArray();
        Origin = Verify(request.Signature, sealedQuery, MaxChain);
        EncryptedData data = ScaleCodec.Decode<EncryptedData>(sealedQuery);
        using SecretChannel channel = new(Key, data.PublicKey.Span);
        ContractQuery query = ScaleCodec.Decode<ContractQuery>(channel.Open(data));
        byte[] plain = Encode(new InkResponse(query.Head.Nonce, Respond(Origin, query.Head, query.Query)));
        EncryptedData answer = Seal is null ? channel.Seal(plain) : Seal(plain, data.PublicKey);
        Wire.ContractQueryResponse response = new() { EncodedEncryptedData = ByteString.CopyFrom(ScaleCodec.Encode(answer)), Blocknum = Block };
        return Send(new PruntimeResponse(200, response.ToByteArray()));
    }

    private static PruntimeResponse Refuse(int status, string message) => new(status, new Wire.PrpcError { Message = message }.ToByteArray());

    /// <summary>The account at the root of a chain of certificates, after phat-protocol.md 6.2.</summary>
    private static AccountId Verify(Wire.Signature signature, byte[] message, int depth)
    {
        Assert.That(depth, Is.Positive, "TooLongCertificateChain");
        Assert.That(signature?.SignedBy, Is.Not.Null, "CertificateMissing");
        CertificateBody body = ScaleCodec.Decode<CertificateBody>(signature!.SignedBy.EncodedBody.Span);
        Assert.That(body.TimeToLive, Is.GreaterThanOrEqualTo(Block), "CertificateExpired");
        Assert.That(body.ConfigBits, Is.Zero);
        byte[] signedBytes = signature.SignatureType == Wire.SignatureType.Sr25519WrapBytes ? [.. "<Bytes>"u8, .. message, .. "</Bytes>"u8] : message;
        Assert.That(signature.SignatureType, Is.AnyOf(Wire.SignatureType.Sr25519, Wire.SignatureType.Sr25519WrapBytes));
        Assert.That(
            SignatureAlgorithm.Sr25519.Verify(body.PublicKey.Span, signedBytes, signature.Signature_.Span), Is.True, "InvalidSignature");
        return signature.SignedBy.Signature is { } parent
            ? Verify(parent, ScaleCodec.Encode(body), depth - 1)
            : new AccountId(body.PublicKey.Span);
    }
}
