using System.Diagnostics;
using System.IO.Pipes;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace CustomSigner;

/// <summary>The near side: asks the process that has the key. One request at a time.</summary>
internal sealed class PipeSigner : IPayloadSigner, IAsyncDisposable
{
    private readonly Process _process;
    private readonly AnonymousPipeServerStream _requests;
    private readonly AnonymousPipeServerStream _answers;
    private readonly SemaphoreSlim _turn = new(1);

    private PipeSigner(Process process, AnonymousPipeServerStream requests, AnonymousPipeServerStream answers, ReadOnlyMemory<byte> publicKey)
    {
        _process = process;
        _requests = requests;
        _answers = answers;
        PublicKey = publicKey;
        AccountId = new AccountId(publicKey.Span);
    }

    public SignatureScheme Scheme => SignatureScheme.Sr25519;

    public AccountId AccountId { get; }

    public ReadOnlyMemory<byte> PublicKey { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts the signer, gives it the metadata by which it shows calls, and asks for its public key.</summary>
    public static async Task<PipeSigner> StartAsync(ReadOnlyMemory<byte> metadata)
    {
        AnonymousPipeServerStream requests = new(PipeDirection.Out, HandleInheritability.Inheritable);
        AnonymousPipeServerStream answers = new(PipeDirection.In, HandleInheritability.Inheritable);
        Process process = StartItself("signer", requests.GetClientHandleAsString(), answers.GetClientHandleAsString());
        requests.DisposeLocalCopyOfClientHandle();
        answers.DisposeLocalCopyOfClientHandle();
        await Frames.WriteAsync(requests, metadata);
        return new PipeSigner(process, requests, answers, await Frames.ReadAsync(answers));
    }

    #region SignPayload
    public ValueTask<ReadOnlyMemory<byte>> SignPayloadAsync(ExtrinsicPayload payload, CancellationToken cancellationToken = default) =>
        AskAsync(new SignRequest(IsPayload: true, payload.Call, payload.Extra, payload.AdditionalSigned), cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        AskAsync(new SignRequest(IsPayload: false, message, default, default), cancellationToken);
    #endregion

    public async ValueTask DisposeAsync()
    {
        // The end of the requests is the end of the signer.
        await _requests.DisposeAsync();
        await _process.WaitForExitAsync();
        await _answers.DisposeAsync();
        _process.Dispose();
        _turn.Dispose();
    }

    private static Process StartItself(params string[] arguments)
    {
        string program = Environment.ProcessPath!;
        bool isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return Process.Start(new ProcessStartInfo(program, isHosted ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments))!;
    }

    private async ValueTask<ReadOnlyMemory<byte>> AskAsync(SignRequest request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Once asked, the answer is waited for: one that is left behind would be taken for the next request's.
            await Frames.WriteAsync(_requests, ScaleCodec.Encode(request));
            byte[] answer = await Frames.ReadAsync(_answers);
            return answer.Length > 0 ? answer : throw new OperationCanceledException("the signer's user refused");
        }
        finally
        {
            _turn.Release();
        }
    }
}
