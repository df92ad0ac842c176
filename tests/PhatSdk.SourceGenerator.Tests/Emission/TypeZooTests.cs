using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.SourceGenerator.Tests.Clients;
using PhatSdk.TestKit;

namespace PhatSdk.SourceGenerator.Tests.Emission;

/// <summary>Each message of <c>type_zoo</c> returns its arguments: what goes in must come out, by bytes that are known.</summary>
public sealed class TypeZooTests
{
    private static readonly FakeSigner Signer = new(SignatureScheme.Sr25519, default, []);

    private readonly EchoInvoker _invoker = new();

    private TypeZoo Zoo => new(_invoker, default);

    [Test]
    public async Task UnsignedIntegers()
    {
        Assert.That(
            await Zoo.UnsignedAsync(byte.MaxValue, 0x0201, 3, ulong.MaxValue, UInt128.MaxValue),
            Is.EqualTo((byte.MaxValue, (ushort)0x0201, 3u, ulong.MaxValue, UInt128.MaxValue)));
        AssertArguments("ff" + "0102" + "03000000" + "ffffffffffffffff" + "ffffffffffffffffffffffffffffffff");
    }

    [Test]
    public async Task SignedIntegers()
    {
        Assert.That(await Zoo.SignedAsync(-1, short.MinValue, -3, long.MinValue, Int128.MinValue), Is.EqualTo(((sbyte)-1, short.MinValue, -3, long.MinValue, Int128.MinValue)));
        AssertArguments("ff" + "0080" + "fdffffff" + "0000000000000080" + "00000000000000000000000000000080");
    }

    [Test]
    public async Task BooleansTextAndBytes()
    {
        Assert.That(await Zoo.BooleanAsync(true), Is.True);
        AssertArguments("01");
        Assert.That(await Zoo.TextAsync("Grüße"), Is.EqualTo("Grüße"));
        AssertArguments("1c" + "4772c3bcc39f65");
        (ReadOnlyMemory<byte> some, ReadOnlyMemory<byte> four) = await Zoo.BytesAsync(new byte[] { 1, 2 }, new byte[] { 3, 4, 5, 6 });
        Assert.That((some.ToArray(), four.ToArray()), Is.EqualTo((new byte[] { 1, 2 }, new byte[] { 3, 4, 5, 6 })));
        AssertArguments("08" + "0102" + "03040506");
    }

    [Test]
    public async Task ArraysAndVectors()
    {
        AccountId one = Account(1), two = Account(2);
        (IReadOnlyList<IReadOnlyList<ushort>> numbers, IReadOnlyList<AccountId> accounts) = await Zoo.ArraysAsync([[1, 2], [3, 4], [5, 6]], [one, two]);
        Assert.That(numbers.SelectMany(row => row), Is.EqualTo(new ushort[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(accounts, Is.EqualTo(new[] { one, two }));
        AssertArguments("010002000300040005000600" + Repeat("01") + Repeat("02"));

        (IReadOnlyList<IReadOnlyList<uint>> nested, IReadOnlyList<string> texts) = await Zoo.VectorsAsync(new List<IReadOnlyList<uint>> { new uint[] { 1 }, Array.Empty<uint>() }, ["a", ""]);
        Assert.That((nested.Count, nested[0][0], nested[1].Count, texts[0], texts[1]), Is.EqualTo((2, 1u, 0, "a", "")));
        AssertArguments("08" + "0401000000" + "00" + "08" + "0461" + "00");
    }

    [Test]
    public void ArraysOfAnotherLengthAreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(async () => await Zoo.BytesAsync(default, new byte[3]), Throws.ArgumentException.With.Message.Contains("4 elements"));
            Assert.That(async () => await Zoo.ArraysAsync([[1, 2], [3, 4]], [default, default]), Throws.ArgumentException.With.Message.Contains("3 elements"));
            Assert.That(async () => await Zoo.TextAsync(null!), Throws.ArgumentNullException);
        });
    }

    [Test]
    public async Task OptionsInOptions()
    {
        Assert.That(await Zoo.OptionsAsync(null, default), Is.EqualTo(((uint?)null, default(Option<bool?>))));
        AssertArguments("0000");
        Assert.That(await Zoo.OptionsAsync(7, new Option<bool?>(null)), Is.EqualTo(((uint?)7, new Option<bool?>(null))));
        AssertArguments("0107000000" + "0100");
        Assert.That(await Zoo.OptionsAsync(7, new Option<bool?>(true)), Is.EqualTo(((uint?)7, new Option<bool?>(true))));
        AssertArguments("0107000000" + "010101");
    }

    [Test]
    public async Task TuplesOfNothingOneAndMore()
    {
        Assert.That(
            await Zoo.TuplesAsync(default, new ValueTuple<byte>(1), (2, ("x", true))),
            Is.EqualTo((default(Unit), new ValueTuple<byte>(1), ((byte)2, ("x", true)))));
        AssertArguments("01" + "02" + "0478" + "01");
    }

    [Test]
    public async Task TheChainsOwnTypes()
    {
        Assert.That(
            await Zoo.AccountsAsync(Account(1), Hash256.Parse(Repeat("02")), 3, 4, 5),
            Is.EqualTo((Account(1), Hash256.Parse(Repeat("02")), (UInt128)3, 4u, 5ul)));
        AssertArguments(Repeat("01") + Repeat("02") + "03000000000000000000000000000000" + "04000000" + "0500000000000000");
    }

    [Test]
    public async Task StructsAndGenerics()
    {
        Assert.That(
            await Zoo.StructsAsync(new(-1, 2), new(3, "w"), default),
            Is.EqualTo((new TypeZoo.Point(-1, 2), new TypeZoo.Wrapper(3, "w"), default(TypeZoo.Unit))));
        AssertArguments("ffffffff02000000" + "03000000000000000477");

        TypeZoo.PairOfPointAndPairOfBooleanAndUInt64 pair = new(new(1, 2), new(true, 3));
        Assert.That(await Zoo.GenericsAsync(new(1, "p"), pair), Is.EqualTo((new TypeZoo.PairOfByteAndString(1, "p"), pair)));
        AssertArguments("010470" + "0100000002000000" + "01" + "0300000000000000");
    }

    [Test]
    public async Task EnumsWithDataByTheirIndexes()
    {
        TypeZoo.Shape[] shapes = [new TypeZoo.Shape.Empty(), new TypeZoo.Shape.Circle(new(1, 2), 3), new TypeZoo.Shape.Tagged(9, null)];
        (TypeZoo.Shape shape, IReadOnlyList<TypeZoo.Shape> others) = await Zoo.ShapesAsync(new TypeZoo.Shape.Tagged(1, "t"), shapes);
        Assert.That(shape, Is.EqualTo(new TypeZoo.Shape.Tagged(1, "t")));
        Assert.That(others, Is.EqualTo(shapes));
        AssertArguments("c8" + "01" + "010474" + "0c" + "00" + "03" + "010000000200000003000000" + "c8" + "09" + "00");
        (shape, _) = await Zoo.ShapesAsync(new TypeZoo.Shape.Polygon([new(5, 6)]), []);
        Assert.That(((TypeZoo.Shape.Polygon)shape).Value, Is.EqualTo(new[] { new TypeZoo.Point(5, 6) }));
    }

    [Test]
    public async Task ATypeThatNamesItself()
    {
        TypeZoo.Tree tree = new TypeZoo.Tree.Node(new TypeZoo.Tree.Leaf(1), new TypeZoo.Tree.Node(new TypeZoo.Tree.Leaf(2), new TypeZoo.Tree.Leaf(3)));
        Assert.That(await Zoo.TreeAsync(tree), Is.EqualTo(tree));
        AssertArguments("01" + "0001000000" + "01" + "0002000000" + "0003000000");
    }

    [Test]
    public void ATreeBeyondTheReadersDepthIsRefused()
    {
        TypeZoo zoo = new(new EchoInvoker { Answer = [0, .. Enumerable.Repeat((byte)1, 10_000)] }, default);

        Assert.That(async () => await zoo.TreeAsync(new TypeZoo.Tree.Leaf(0)), Throws.TypeOf<ScaleException>().With.Message.Contains("nested deeper"));
    }

    [Test]
    public async Task CompactIntegersAndMaps()
    {
        Assert.That(await Zoo.CompactsAsync(new(63, UInt128.MaxValue)), Is.EqualTo(new TypeZoo.Compacts(63, UInt128.MaxValue)));
        AssertArguments("fc" + "33ffffffffffffffffffffffffffffffff");

        IReadOnlyDictionary<uint, string> map = await Zoo.MapsAsync(new Dictionary<uint, string> { [256] = "b", [1] = "a" });
        Assert.That((map.Count, map[1], map[256]), Is.EqualTo((2, "a", "b")));
        AssertArguments("08" + "010000000461" + "000100000462");
    }

    [Test]
    public async Task ResultsAreData()
    {
        Result<uint, TypeZoo.ZooError> error = Result<uint, TypeZoo.ZooError>.Err(new TypeZoo.ZooError.WithText("no"));
        Assert.That(await Zoo.ResultsAsync(error), Is.EqualTo(error));
        AssertArguments("01" + "02" + "086e6f");
        Assert.That((await Zoo.ResultsAsync(Result<uint, TypeZoo.ZooError>.Ok(5))).Value, Is.EqualTo(5));
        AssertArguments("00" + "05000000");
    }

    [Test]
    public async Task ASelectorSetByHand()
    {
        EchoInvoker invoker = new() { Answer = [0, 0xfe, 0xca, 0, 0] };

        Assert.That(await new TypeZoo(invoker, default).ByHandAsync(), Is.EqualTo(0xCAFE));
        Assert.That(Hex.Format(invoker.Input), Is.EqualTo("0xcafebabe"));
    }

    [Test]
    public void WhatInkRefusedIsAnExceptionOfItsOwn()
    {
        TypeZoo zoo = new(new EchoInvoker { Answer = [1, 1], IsReverted = true }, default);

        Assert.That(async () => await zoo.CallsAsync(), Throws.TypeOf<LangErrorException>().With.Property("Label").EqualTo("calls").And.Property("Error").EqualTo(LangError.CouldNotReadInput));
    }

    [Test]
    public void ARevertWithOtherBytesNamesThem()
    {
        TypeZoo zoo = new(new EchoInvoker { Answer = [0xde, 0xad], IsReverted = true }, default);

        Assert.That(async () => await zoo.CallsAsync(), Throws.TypeOf<ContractRevertedException>().With.Message.Contains("0xdead"));
    }

    [Test]
    public async Task AnErrorInTheDryRunIsDataAndNothingIsSent()
    {
        EchoInvoker invoker = new() { Answer = [0, 1, 1, 7, 0, 0, 0], IsReverted = true };
        ContractReceipt<Result<Unit, TypeZoo.ZooError>> receipt = await new TypeZoo(invoker, default).FailAsync("x", Signer);

        Assert.Multiple(() =>
        {
            Assert.That(receipt.Status, Is.EqualTo(ContractReceiptStatus.Refused));
            Assert.That(receipt.Value.Error, Is.EqualTo(new TypeZoo.ZooError.WithCode(7)));
            Assert.That(invoker.TransactionOptions, Is.Null);
        });
    }

    [Test]
    public async Task ATransactionIsTriedForItsLimits()
    {
        EchoInvoker invoker = new() { Answer = [0, 5, 0, 0, 0] };
        ContractReceipt<uint> receipt = await new TypeZoo(invoker, default).CountAsync(Signer);

        Assert.Multiple(() =>
        {
            Assert.That(receipt.Value, Is.EqualTo(5));
            Assert.That(invoker.TransactionOptions!.GasLimit, Is.EqualTo(new Weight(1100, 110)));
            Assert.That(invoker.TransactionOptions.StorageDepositLimit, Is.EqualTo((UInt128)7));
            Assert.That(invoker.CallOptions!.Mode, Is.EqualTo(ContractCallMode.Estimate));
        });
    }

    [Test]
    public void AFakeOverridesMessages() =>
        Assert.That(async () => await new FakeZoo().CallsAsync(), Is.EqualTo(42));

    private void AssertArguments(string hex) => Assert.That(Convert.ToHexStringLower(_invoker.Input.AsSpan(Selector.Size)), Is.EqualTo(hex));

    private static AccountId Account(byte fill) => AccountId.Parse(Repeat(fill.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    private static string Repeat(string pair) => string.Concat(Enumerable.Repeat(pair, 32));

    private sealed class FakeZoo : TypeZoo
    {
        public override ValueTask<uint> CallsAsync(ContractCallOptions? options = null, CancellationToken cancellationToken = default) => new(42u);
    }
}
