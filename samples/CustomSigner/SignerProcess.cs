using System.IO.Pipes;
using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace CustomSigner;

/// <summary>The far side: holds the key, shows each call by the metadata, and signs what its user agrees to. Here the user agrees to transfers and to messages.</summary>
internal static class SignerProcess
{
    private const int LongestUnhashedPayload = 256;

    public static async Task RunAsync(string requestsHandle, string answersHandle)
    {
        await using AnonymousPipeClientStream requests = new(PipeDirection.In, requestsHandle);
        await using AnonymousPipeClientStream answers = new(PipeDirection.Out, answersHandle);
        RuntimeMetadata metadata = RuntimeMetadata.Decode(await Frames.ReadAsync(requests));
        using Keypair keypair = Keypair.FromUri("//Alice");
        await Frames.WriteAsync(answers, keypair.PublicKey);
        try
        {
            while (true)
            {
                SignRequest request = ScaleCodec.Decode<SignRequest>(await Frames.ReadAsync(requests));
                await Frames.WriteAsync(answers, Answer(keypair, metadata, request));
            }
        }
        catch (EndOfStreamException)
        {
            // The other side has gone.
        }
    }

    private static byte[] Answer(Keypair keypair, RuntimeMetadata metadata, SignRequest request)
    {
        if (!request.IsPayload)
        {
            // Wrapped as wallets wrap them, messages are no extrinsics, which otherwise might come this way unseen.
            bool isWrapped = request.Call.Span.StartsWith("<Bytes>"u8) && request.Call.Span.EndsWith("</Bytes>"u8);
            Console.WriteLine($"signer: \"{Encoding.UTF8.GetString(request.Call.Span)}\". {(isWrapped ? "Yes" : "No")}");
            return isWrapped ? keypair.Sign(request.Call.Span) : [];
        }

        ScaleValue call = DynamicCodec.Decode(request.Call.Span, metadata.Types, metadata.CallTypeId);
        bool agrees = call is ScaleVariant { Name: "Balances" };
        Console.WriteLine($"signer: {call}. {(agrees ? "Yes" : "No")}");
        return agrees ? keypair.Sign(MessageOf(request)) : [];
    }

    // The signer puts together itself what it signs: what it has shown is what it signs.
    private static byte[] MessageOf(SignRequest request)
    {
        byte[] payload = [.. request.Call.Span, .. request.Extra.Span, .. request.AdditionalSigned.Span];
        return payload.Length <= LongestUnhashedPayload ? payload : Blake2b.Hash256(payload).ToArray();
    }
}
