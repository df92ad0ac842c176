using Google.Protobuf;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Pruntime;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Fuzz.Targets;

/// <summary>What a worker tells, and what it is told.</summary>
internal static class PhatTargets
{
    private const int Success = 200;
    private const int Refused = 500;

    private static readonly Action<byte[]>[] Messages =
    [
        input => Again<EncryptedData>(input),
        input => Again<InkQuery>(input),
        input => Again<InkResponse>(input),
        input => Again<InkCommand>(input),
        input => Again<CertificateBody>(input),
        input => Again<ContractQuery>(input),
        input => Again<CommandPayload<InkCommand>>(input),
        input => PinkExecution.DecodeMessage(input),
        input => PinkExecution.DecodeInstantiation(input),
    ];

    private static readonly Func<PruntimeClient, ValueTask>[] Requests =
    [
        async client => await client.GetInfoAsync().ConfigureAwait(false),
        async client => await client.GetClusterInfoAsync().ConfigureAwait(false),
        async client => await client.GetContractInfoAsync([]).ConfigureAwait(false),
    ];

    public static FuzzTarget CreateForMessages(string name)
    {
        IReadOnlyList<byte[]> vectors = [.. Corpus.Bytes("phala.json").Where(vector => vector.Length < 4096)];
        byte[][] seeds = [.. vectors.SelectMany(vector => Enumerable.Range(0, Messages.Length).Select(message => (byte[])[(byte)message, .. vector]))];
        return new FuzzTarget(name, seeds, DecodeMessage, typeof(ScaleException)) { AllocationConstant = 1 << 16 };
    }

    public static FuzzTarget CreateForPruntime(string name)
    {
        byte[] info = Message(output => Text(output, 4, new string('1', 64)), output => Text(output, 5, new string('2', 64)), output => Number(output, 7, 300), output => Text(output, 15, "1.0"), output => Text(output, 27, "1.2"));
        byte[] contract = Message(output => Text(output, 1, new string('3', 64)), output => Text(output, 2, new string('4', 64)));
        byte[] contracts = Message(output => Bytes(output, 1, contract), output => Bytes(output, 1, contract));
        byte[] error = Message(output => Text(output, 1, "no"));
        byte[][] seeds = [[0, .. info], [1], [1, .. contracts], [2, .. contracts], [128, .. error], [0]];
        return new FuzzTarget(name, seeds, DecodeAnswer, typeof(PruntimeException)) { AllocationConstant = 1 << 16 };
    }

    private static void DecodeMessage(byte[] input)
    {
        ScaleReader reader = new(input);
        Messages[reader.ReadByte() % Messages.Length](input[1..]);
    }

    /// <summary>What is taken is encoded to the same bytes again.</summary>
    private static void Again<T>(byte[] input)
        where T : IScaleType<T>
    {
        byte[] encoded = ScaleCodec.Encode(ScaleCodec.Decode<T>(input));
        if (!encoded.AsSpan().SequenceEqual(input))
        {
            throw new InvalidOperationException($"{typeof(T).Name}: 0x{Convert.ToHexStringLower(encoded)} is the value's encoding");
        }
    }

    // The first byte says what is asked, its highest bit that the worker refuses.
    private static void DecodeAnswer(byte[] input)
    {
        byte first = input.Length > 0 ? input[0] : (byte)0;
        byte[] body = input.Length > 0 ? input[1..] : input;
        PruntimeClient client = new(new FakePruntimeTransport((first & 0x80) == 0 ? Success : Refused, body));
        Requests[(first & 0x7f) % Requests.Length](client).AsTask().GetAwaiter().GetResult();
    }

    private static byte[] Message(params Action<CodedOutputStream>[] fields)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
        {
            Array.ForEach(fields, field => field(output));
        }

        return stream.ToArray();
    }

    private static void Text(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void Bytes(CodedOutputStream output, int field, byte[] bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    }

    private static void Number(CodedOutputStream output, int field, ulong number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteUInt64(number);
    }
}
