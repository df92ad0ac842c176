using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Devnet.Worker.Pink;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Worker.Pink;

internal sealed class LocalCacheTests
{
    private static readonly AccountId Foo = Id(1);
    private static readonly AccountId Bar = Id(2);
    private static readonly AccountId Baz = Id(3);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public void WithoutWeightThereIsNoRoom()
    {
        LocalCache cache = Cache((Foo, 0));
        Assert.Multiple(() =>
        {
            Assert.That(cache.Set(Foo, Key("k"), Key("v")), Is.False);
            Assert.That(cache.Set(Bar, Key("k"), Key("v")), Is.False);
            Assert.That(cache.Get(Foo, Key("k")), Is.Null);
        });
    }

    [Test]
    public void ContractsDoNotSeeEachOther()
    {
        LocalCache cache = Cache((Foo, 1), (Bar, 1));
        Assert.Multiple(() =>
        {
            Assert.That(cache.Set(Foo, Key("k"), Key("foo")), Is.True);
            Assert.That(cache.Set(Bar, Key("k"), Key("bar")), Is.True);
            Assert.That(Text(cache.Get(Foo, Key("k"))), Is.EqualTo("foo"));
            Assert.That(Text(cache.Get(Bar, Key("k"))), Is.EqualTo("bar"));
        });
    }

    // As Phala's own unit tests divide it.
    [TestCase(0u, 1u, 0u, 0, LocalCache.Capacity, 0)]
    [TestCase(0u, uint.MaxValue, uint.MaxValue, 0, LocalCache.Capacity / 2, LocalCache.Capacity / 2)]
    [TestCase(0u, 1u, uint.MaxValue, 0, 0, LocalCache.Capacity - 1)]
    public void TheRoomIsDividedByWeight(uint foo, uint bar, uint baz, int fooRoom, int barRoom, int bazRoom)
    {
        LocalCache cache = Cache((Foo, foo), (Bar, bar), (Baz, baz));
        Assert.Multiple(() =>
        {
            Assert.That(Holds(cache, Foo, fooRoom), Is.True);
            Assert.That(Holds(cache, Bar, barRoom), Is.True);
            Assert.That(Holds(cache, Baz, bazRoom), Is.True);
        });
    }

    [Test]
    public void KeysAndValuesTakeRoomTogether()
    {
        LocalCache cache = Cache((Foo, 1));
        Assert.Multiple(() =>
        {
            Assert.That(cache.Set(Foo, new byte[LocalCache.Capacity / 2], new byte[LocalCache.Capacity / 2]), Is.True);
            Assert.That(cache.Set(Foo, Key("k"), default), Is.False);
            Assert.That(cache.Remove(Foo, new byte[LocalCache.Capacity / 2]), Is.Not.Null);
            Assert.That(cache.Set(Foo, Key("k"), default), Is.True);
        });
    }

    [Test]
    public void AValueThatFindsNoRoomTakesTheOldOneWithIt()
    {
        LocalCache cache = Cache((Foo, 1));
        cache.Set(Foo, Key("k"), Key("old"));
        Assert.Multiple(() =>
        {
            Assert.That(cache.Set(Foo, Key("k"), new byte[LocalCache.Capacity]), Is.False);
            Assert.That(cache.Get(Foo, Key("k")), Is.Null);
        });
    }

    [Test]
    public void ValuesExpireAfterSevenDays()
    {
        LocalCache cache = Cache((Foo, 1));
        cache.Set(Foo, Key("k"), Key("v"));
        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.That(cache.Get(Foo, Key("k")), Is.Not.Null);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(cache.Get(Foo, Key("k")), Is.Null);
    }

    [Test]
    public void AnExpirationCountsFromWhenItIsSet()
    {
        LocalCache cache = Cache((Foo, 1));
        cache.Set(Foo, Key("k"), Key("v"));
        _time.Advance(TimeSpan.FromSeconds(100));
        cache.SetExpiration(Foo, Key("k"), 30);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(cache.Get(Foo, Key("k")), Is.Not.Null);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(cache.Get(Foo, Key("k")), Is.Null);
    }

    [Test]
    public void AnExpirationOfNothingRemoves()
    {
        LocalCache cache = Cache((Foo, 1));
        cache.Set(Foo, Key("k"), Key("v"));
        cache.SetExpiration(Foo, Key("k"), 0);
        Assert.That(cache.Remove(Foo, Key("k")), Is.Null);
    }

    [Test]
    public void AnExpirationBeyondTimeIsForEver()
    {
        LocalCache cache = Cache((Foo, 1));
        cache.Set(Foo, Key("k"), Key("v"));
        _time.Advance(TimeSpan.FromSeconds(5));
        cache.SetExpiration(Foo, Key("k"), ulong.MaxValue);
        _time.Advance(TimeSpan.FromDays(10_000));
        Assert.That(cache.Get(Foo, Key("k")), Is.Not.Null);
    }

    [Test]
    public void ExpiredValuesMakeRoom()
    {
        LocalCache cache = Cache((Foo, 1));
        cache.Set(Foo, Key("k"), new byte[LocalCache.Capacity - 1]);
        _time.Advance(TimeSpan.FromDays(7));
        Assert.That(cache.Set(Foo, Key("l"), Key("v")), Is.True);
    }

    [Test]
    public void ExpiredValuesAreSweptAway()
    {
        LocalCache cache = Cache((Foo, 1), (Bar, 1));
        cache.Set(Foo, Key("k"), Key("v"));
        _time.Advance(TimeSpan.FromDays(7));
        Assert.That(cache.Remove(Foo, Key("k")), Is.Not.Null, "an expired value still is there");
        cache.Set(Foo, Key("k"), Key("v"));
        _time.Advance(TimeSpan.FromDays(7));
        for (int i = 0; i < 1000; i++)
        {
            cache.Set(Bar, Key("k"), Key("v"));
        }

        Assert.That(cache.Remove(Foo, Key("k")), Is.Null);
    }

    [Test]
    public void LessRoomDropsWhatExpiresFirst()
    {
        LocalCache cache = Cache((Foo, 1));
        byte[] third = new byte[(LocalCache.Capacity / 3) - 10];
        cache.Set(Foo, Key("a"), third);
        cache.Set(Foo, Key("b"), third);
        cache.Set(Foo, Key("c"), third);
        cache.SetExpiration(Foo, Key("b"), 10);
        cache.SetWeights([(Foo, 3), (Bar, 1)]);
        Assert.Multiple(() =>
        {
            Assert.That(cache.Get(Foo, Key("a")), Is.Not.Null);
            Assert.That(cache.Get(Foo, Key("b")), Is.Null);
            Assert.That(cache.Get(Foo, Key("c")), Is.Not.Null);
        });
    }

    [Test]
    public void LosingTheWeightLosesTheValues()
    {
        LocalCache cache = Cache((Foo, 1));
        cache.Set(Foo, Key("k"), Key("v"));
        cache.SetWeights([(Foo, 0)]);
        cache.SetWeights([(Foo, 1)]);
        Assert.That(cache.Get(Foo, Key("k")), Is.Null);
    }

    [Test]
    public void EventsOfContractsChangeIt()
    {
        LocalCache cache = Cache((Foo, 1));
        cache.Apply(Foo, new CacheOperation.Set(Key("k"), Key("v")));
        Assert.That(Text(cache.Get(Foo, Key("k"))), Is.EqualTo("v"));
        cache.Apply(Foo, new CacheOperation.SetExpiration(Key("k"), 1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(cache.Get(Foo, Key("k")), Is.Null);
        cache.Apply(Foo, new CacheOperation.Set(Key("k"), Key("w")));
        cache.Apply(Foo, new CacheOperation.Remove(Key("k")));
        Assert.That(cache.Get(Foo, Key("k")), Is.Null);
    }

    [Test]
    public void WhatIsKeptIsACopy()
    {
        LocalCache cache = Cache((Foo, 1));
        byte[] value = [1];
        cache.Set(Foo, Key("k"), value);
        value[0] = 2;
        Assert.That(cache.Get(Foo, Key("k"))!.Value.ToArray(), Is.EqualTo(new byte[] { 1 }));
    }

    private static AccountId Id(byte value) => new(Enumerable.Repeat(value, 32).ToArray());

    private static byte[] Key(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Encoding.UTF8.GetString(some.Span) : null;

    // Exactly so much, and not a byte more.
    private static bool Holds(LocalCache cache, AccountId contract, int room) =>
        (room == 0 || cache.Set(contract, default, new byte[room])) && !cache.Set(contract, default, new byte[room + 1]);

    private LocalCache Cache(params (AccountId Contract, uint Weight)[] weights)
    {
        LocalCache cache = new(_time);
        cache.SetWeights(weights);
        return cache;
    }
}
