using System.Reflection;
using System.Runtime.CompilerServices;
using PhatSdk.Contracts;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.SourceGenerator.Tests.Clients;
using PhatSdk.TestKit;

namespace PhatSdk.SourceGenerator.Tests.Emission;

/// <summary>What the generated codec reads and writes of drawn values is what the codec over the metadata's types writes and reads.</summary>
public sealed class DynamicCodecAgreementTests
{
    private const int Rounds = 40;

    private const BindingFlags Statics = BindingFlags.NonPublic | BindingFlags.Static;

    // They return something else than their arguments.
    private static readonly string[] NoEchoes = ["fail", "trap", "spin", "count", "calls", "pay", "emit", "by_hand"];

    public static IEnumerable<TestCaseData> Zoos =>
        from zoo in new[] { ("type_zoo/type_zoo.contract", typeof(TypeZoo)), ("type_zoo/ink5/type_zoo.contract", typeof(TypeZooInkFive)) }
        let metadata = InkMetadata.Parse(File.ReadAllText(Fixtures.Contract(zoo.Item1)))
        from message in metadata.Messages
        select new TestCaseData(metadata, message, zoo.Item2).SetArgDisplayNames(zoo.Item2.Name, message.Label);

    [TestCaseSource(nameof(Zoos))]
    public void BothCodecsAgree(InkMetadata metadata, InkMessage message, Type client)
    {
        Type type = client.GetNestedType("Messages")!.GetNestedTypes().Single(type => (string)type.GetProperty("Label")!.GetValue(null)! == message.Label);
        RandomValues random = new(metadata.Types, message.Selector);
        for (int round = 0; round < Rounds; round++)
        {
            ScaleValue returned = Draw(random, message.ValueTypeId!.Value, message);
            byte[] answer = DynamicCodec.Encode(metadata.Types, message.ReturnTypeId!.Value, ScaleValue.Variant("Ok", ScaleValue.Tuple(returned)));
            object value = DecodeReturn(type, answer);

            ScaleValue[] arguments = [.. message.Parameters.Select(parameter => Draw(random, parameter.TypeId, message))];
            object?[] typed = [.. type.GetConstructors().SelectMany(one => one.GetParameters()).Select((parameter, i) => Convert(arguments[i], parameter.ParameterType))];
            if (!NoEchoes.Contains(message.Label))
            {
                // The only way to a value of a generated type from one that was drawn: as what the message returned.
                arguments = message.Parameters.Count == 1 ? [returned] : [.. returned.Items];
                typed = message.Parameters.Count == 1 ? [value] : [.. Enumerable.Range(0, message.Parameters.Count).Select(i => ((ITuple)value)[i])];
            }
            else
            {
                Assert.That(EncodeReturn(value), Is.EqualTo(answer[1..]), returned.ToString());
            }

            byte[] encoded = EncodeArguments(type, typed);
            byte[] expected = [.. arguments.SelectMany((argument, i) => DynamicCodec.Encode(metadata.Types, message.Parameters[i].TypeId, argument))];
            Assert.That(encoded, Is.EqualTo(expected), returned.ToString());
            AssertDecodes(metadata, message, encoded, arguments);
        }
    }

    private static void AssertDecodes(InkMetadata metadata, InkMessage message, byte[] encoded, ScaleValue[] arguments)
    {
        ScaleReader reader = new(encoded);
        for (int i = 0; i < arguments.Length; i++)
        {
            Assert.That(DynamicCodec.Decode(ref reader, metadata.Types, message.Parameters[i].TypeId), Is.EqualTo(arguments[i]));
        }

        reader.ThrowIfNotAtEnd();
    }

    // A dictionary's keys are written in order, each once: of what was drawn, only that is a map.
    private static ScaleValue Draw(RandomValues random, int typeId, InkMessage message)
    {
        while (true)
        {
            ScaleValue value = random.Draw(typeId)!;
            if (message.Label != "maps" || value.Items.Zip(value.Items.Skip(1), (one, next) => one[0].AsUInt32() < next[0].AsUInt32()).All(isAscending => isAscending))
            {
                return value;
            }
        }
    }

    private static object? Convert(ScaleValue value, Type type) => type switch
    {
        _ when type == typeof(ulong) => value.AsUInt64(),
        _ when type == typeof(UInt128) => value.AsUInt128(),
        _ when type == typeof(string) => value.ToObject() as string,
        _ when type == typeof(ReadOnlyMemory<byte>) => value.ToObject() is byte[] bytes ? (ReadOnlyMemory<byte>)bytes : default,
        _ => null,
    };

    private static byte[] EncodeReturn(object value) => value switch
    {
        Unit => [],
        uint number => ScaleCodec.Encode(number, static (ref writer, number) => writer.WriteUInt32(number)),
        ulong number => ScaleCodec.Encode(number, static (ref writer, number) => writer.WriteUInt64(number)),
        UInt128 number => ScaleCodec.Encode(number, static (ref writer, number) => writer.WriteUInt128(number)),
        Result<Unit, TypeZoo.ZooError> result => result.IsOk ? [0] : [1, .. ScaleCodec.Encode(result.Error)],
        Result<Unit, TypeZooInkFive.ZooError> result => result.IsOk ? [0] : [1, .. ScaleCodec.Encode(result.Error)],
        _ => throw new ArgumentException($"{value.GetType()} is no return value of the zoo", nameof(value)),
    };

    // A reader is no argument of a reflected call: what takes it is made for the message's types instead.
    private static object DecodeReturn(Type message, byte[] answer)
    {
        Type returned = message.GetInterface(typeof(IContractMessage<,>).Name)!.GetGenericArguments()[1];
        return typeof(DynamicCodecAgreementTests).GetMethod(nameof(DecodeReturnOf), Statics)!.MakeGenericMethod(message, returned).CreateDelegate<Func<byte[], object>>()(answer);
    }

    private static object DecodeReturnOf<TMessage, TReturn>(byte[] answer)
        where TMessage : IContractMessage<TMessage, TReturn>
    {
        ScaleReader reader = new(answer);
        object value = TMessage.DecodeReturn(ref reader)!;
        reader.ThrowIfNotAtEnd();
        return value;
    }

    private static byte[] EncodeArguments(Type message, object?[] arguments)
    {
        Type returned = message.GetInterface(typeof(IContractMessage<,>).Name)!.GetGenericArguments()[1];
        object made = Activator.CreateInstance(message, arguments)!;
        return typeof(DynamicCodecAgreementTests).GetMethod(nameof(EncodeArgumentsOf), Statics)!.MakeGenericMethod(message, returned).CreateDelegate<Func<object, byte[]>>()(made);
    }

    private static byte[] EncodeArgumentsOf<TMessage, TReturn>(object message)
        where TMessage : IContractMessage<TMessage, TReturn> =>
        ScaleCodec.Encode((TMessage)message, static (ref writer, message) => message.EncodeArguments(ref writer));
}
