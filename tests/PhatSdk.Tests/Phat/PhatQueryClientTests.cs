using System.Security.Cryptography;
using Google.Protobuf;
using PhatSdk.Crypto;
using PhatSdk.Phat;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Scale;
using PhatSdk.TestKit;
using Wire = PhatSdk.Pruntime.Messages;

namespace PhatSdk.Tests.Phat;

public sealed class PhatQueryClientTests
{
    private static readonly AccountId Contract = new(PhalaVectors.Bytes("contractAddress"));
    private static readonly InkQuery Query = new InkQuery.InkMessage(Hex.Parse("87c98a8d"), 0, 0, IsEstimating: false);

    private ScriptedWorker _worker = null!;
    private Certificate _certificate = null!;
    private PhatQueryClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _worker = new ScriptedWorker { Respond = (_, _, _) => Result<ReadOnlyMemory<byte>, QueryError>.Ok(new byte[] { 1, 2, 3 }) };
        _certificate = await Certificate.SignAsync(DevKeypairs.Alice);
        _client = new PhatQueryClient(new PruntimeClient(_worker.Transport), _worker.Key.PublicKey);
    }

    [TearDown]
    public void TearDown()
    {
        _certificate.Dispose();
        _worker.Dispose();
    }

    [Test]
    public async Task AnAuthenticQueryReachesTheContractInTheAccountsName()
    {
        InkQueryHead? asked = null;
        InkQuery? query = null;
        _worker.Respond = (_, head, what) =>
        {
            (asked, query) = (head, what);
            return Result<ReadOnlyMemory<byte>, QueryError>.Ok(new byte[] { 4, 5 });
        };

        ReadOnlyMemory<byte> answer = await AskAsync();

        Assert.Multiple(() =>
        {
            Assert.That(answer.ToArray(), Is.EqualTo(new byte[] { 4, 5 }));
            Assert.That(_worker.Origin, Is.EqualTo(DevKeypairs.Alice.AccountId));
            Assert.That(asked!.Value.Contract, Is.EqualTo(Contract));
            Assert.That(ScaleCodec.Encode(query!), Is.EqualTo(ScaleCodec.Encode(Query)));
        });
    }

    [Test]
    public async Task ACertificateOfNobodyIsAnAccountOfItsOwn()
    {
        using Certificate nobody = Certificate.Generate();

        await _client.AskAsync(Contract, Query, nobody, default);

        Assert.That(_worker.Origin, Is.EqualTo(nobody.Account));
        Assert.That(nobody.Account, Is.Not.EqualTo(DevKeypairs.Alice.AccountId));
    }

    [Test]
    public async Task EachQueryHasAKeyAndANonceOfItsOwn()
    {
        List<Hash256> nonces = [];
        _worker.Respond = (_, head, _) =>
        {
            nonces.Add(head.Nonce);
            return Result<ReadOnlyMemory<byte>, QueryError>.Ok(default);
        };

        await AskAsync();
        await AskAsync();

        Assert.That(nonces[0], Is.Not.EqualTo(nonces[1]));
        Assert.That(KeyOf(0), Is.Not.EqualTo(KeyOf(1)));

        byte[] KeyOf(int request) => ScaleCodec.Decode<EncryptedData>(
            Wire.ContractQueryRequest.Parser.ParseFrom(_worker.Transport.Requests[request].Body.Span).EncodedEncryptedData.Span).PublicKey.ToArray();
    }

    [TestCase(QueryErrorKind.BadOrigin, PhatQueryError.BadOrigin, false)]
    [TestCase(QueryErrorKind.RuntimeError, PhatQueryError.RuntimeError, false)]
    [TestCase(QueryErrorKind.SidevmNotFound, PhatQueryError.SidevmNotFound, false)]
    [TestCase(QueryErrorKind.NoResponse, PhatQueryError.NoResponse, true)]
    [TestCase(QueryErrorKind.ServiceUnavailable, PhatQueryError.ServiceUnavailable, true)]
    [TestCase(QueryErrorKind.Timeout, PhatQueryError.Timeout, true)]
    public void TheWorkersErrorsKeepTheirNames(QueryErrorKind kind, PhatQueryError expected, bool isTransient)
    {
        string message = kind == QueryErrorKind.RuntimeError ? "boom" : "";
        _worker.Respond = (_, _, _) => Result<ReadOnlyMemory<byte>, QueryError>.Err(new QueryError(kind, message));

        PhatQueryException exception = AssertFails(expected);

        Assert.That(exception.IsTransient, Is.EqualTo(isTransient));
        Assert.That(exception.Message, Does.EndWith(message.Length > 0 ? "RuntimeError: boom" : $"answered {kind}"));
    }

    [Test]
    public void AnAnswerToAnotherQueryIsRefused()
    {
        _worker.Encode = response => ScaleCodec.Encode(response with { Nonce = new Hash256(RandomNumberGenerator.GetBytes(32)) });

        AssertFails(PhatQueryError.WrongNonce);
    }

    [Test]
    public void TheAnswerToTheQueryBeforeIsRefused()
    {
        PruntimeResponse? first = null;
        _worker.Send = response => first ??= response;

        Assert.DoesNotThrowAsync(AskAsync);
        AssertFails(PhatQueryError.BrokenSeal);
    }

    [Test]
    public void AnAnswerUnderAnotherKeyIsRefused()
    {
        _worker.Seal = (plain, asker) =>
        {
            using SecretChannel channel = new(DevKeypairs.Eve, asker.Span);
            return channel.Seal(plain);
        };

        PhatQueryException exception = AssertFails(PhatQueryError.BrokenSeal);

        Assert.That(exception.InnerException, Is.InstanceOf<CryptographicException>());
    }

    [Test]
    public void OnesOwnQuerySentBackIsRefused()
    {
        _worker.Send = _ =>
        {
            Wire.ContractQueryRequest request = Wire.ContractQueryRequest.Parser.ParseFrom(_worker.Transport.Requests[^1].Body.Span);
            return Body(request.EncodedEncryptedData.ToByteArray());
        };

        // It opens, as both ends hold the same key; the first 32 bytes of a query are the contract and not the nonce.
        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(AskAsync)!;
        Assert.That(exception.Error, Is.AnyOf(PhatQueryError.WrongNonce, PhatQueryError.Unreadable));
    }

    [Test]
    public void SealedBytesThatAreNoAnswerAreUnreadable()
    {
        _worker.Encode = _ => [1, 2, 3];

        AssertFails(PhatQueryError.Unreadable);
    }

    [Test]
    public void BytesBehindTheAnswerAreUnreadable()
    {
        _worker.Encode = response => [.. ScaleCodec.Encode(response), 0];

        AssertFails(PhatQueryError.Unreadable);
    }

    [Test]
    public void AnEmptyAnswerIsUnreadable()
    {
        _worker.Send = _ => new PruntimeResponse(200, default);

        AssertFails(PhatQueryError.Unreadable);
    }

    [Test]
    public void AnAnswerCutAnywhereIsRefused()
    {
        byte[] whole = [];
        _worker.Send = response =>
        {
            whole = Wire.ContractQueryResponse.Parser.ParseFrom(response.Body.Span).EncodedEncryptedData.ToByteArray();
            return response;
        };
        Assert.DoesNotThrowAsync(AskAsync);
        int size = whole.Length;
        int cut = 0;
        _worker.Send = response => Body(
            Wire.ContractQueryResponse.Parser.ParseFrom(response.Body.Span).EncodedEncryptedData.ToByteArray()[..cut]);

        for (; cut < size; cut++)
        {
            PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(AskAsync, $"cut to {cut} bytes")!;
            Assert.That(exception.Error, Is.EqualTo(PhatQueryError.Unreadable));
        }
    }

    [Test]
    public void GarbageInPlaceOfTheAnswerIsRefused()
    {
        _worker.Send = _ => Body(RandomNumberGenerator.GetBytes(44).Concat(new byte[] { 0x50 }).Concat(RandomNumberGenerator.GetBytes(20)).ToArray());

        AssertFails(PhatQueryError.BrokenSeal);
    }

    [Test]
    public void ARefusalBelowTheContractIsThePruntimesException()
    {
        FakePruntimeTransport transport = new(500, new Wire.PrpcError { Message = "AeadDecryptError" }.ToByteString().Memory);
        PhatQueryClient client = new(new PruntimeClient(transport), _worker.Key.PublicKey);

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(async () => await client.AskAsync(Contract, Query, _certificate, default))!;

        Assert.That((exception.Failure, exception.Reason), Is.EqualTo((PruntimeFailure.Refused, "AeadDecryptError")));
    }

    [Test]
    public void AContractThatTheWorkerDoesNotKnowIsNamed()
    {
        _worker.Send = _ => new PruntimeResponse(500, new Wire.PrpcError { Message = "ContractNotFound" }.ToByteArray());

        AssertFails(PhatQueryError.UnknownContract);
    }

    [Test]
    public void AnHtmlPageIsThePruntimesException()
    {
        _worker.Send = _ => new PruntimeResponse(200, "<!DOCTYPE html><html></html>"u8.ToArray());

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(AskAsync)!;

        Assert.That(exception.Failure, Is.EqualTo(PruntimeFailure.Unreadable));
    }

    private static PruntimeResponse Body(byte[] encrypted) =>
        new(200, new Wire.ContractQueryResponse { EncodedEncryptedData = ByteString.CopyFrom(encrypted) }.ToByteString().Memory);

    private async Task<ReadOnlyMemory<byte>> AskAsync() => await _client.AskAsync(Contract, Query, _certificate, default);

    private PhatQueryException AssertFails(PhatQueryError error)
    {
        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(AskAsync)!;
        Assert.That(exception.Error, Is.EqualTo(error));
        Assert.That(exception.Message, Does.StartWith(Contract.ToString()));
        return exception;
    }
}
