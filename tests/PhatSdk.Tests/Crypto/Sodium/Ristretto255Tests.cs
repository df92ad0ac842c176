using System.Text.Json;
using PhatSdk.Crypto.Sodium;

namespace PhatSdk.Tests.Crypto.Sodium;

public class Ristretto255Tests
{
    private static readonly byte[] Base = Convert.FromHexString("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76");

    [Test]
    public void TakesTheEncodingsThatDalekTakes() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/sr25519.json", "publicKeyDecoding", 51))
        {
            byte[] bytes = row.Bytes("bytes");
            if (bytes.Length == Ristretto255.PointSize)
            {
                Assert.That(Ristretto255.IsPoint(bytes), Is.EqualTo(row.Flag("accepted")), row.Text("case"));
            }
            else
            {
                Assert.That(row.Flag("accepted"), Is.False);
                Assert.That(() => Ristretto255.IsPoint(bytes), Throws.InstanceOf<ArgumentOutOfRangeException>());
            }
        }
    });

    [Test]
    public void ScalarsEndAtTheOrder()
    {
        byte[] scalar = Convert.FromHexString("ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        Assert.That(Ristretto255.IsScalar(scalar));
        scalar[0]++;
        Assert.That(Ristretto255.IsScalar(scalar), Is.False);
        Assert.That(Ristretto255.IsScalar(new byte[32]));
        Assert.That(Ristretto255.IsScalar([.. Enumerable.Repeat((byte)0xff, 32)]), Is.False);
    }

    [Test]
    public void PublicScalarsAreTheSame()
    {
        byte[] order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        Assert.That(Ristretto255.IsPublicScalar(order), Is.False);
        for (int i = 0; i < order.Length; i++)
        {
            foreach (int change in (int[])[-1, 1])
            {
                byte[] other = [.. order];
                other[i] = unchecked((byte)(other[i] + change));
                Assert.That(Ristretto255.IsPublicScalar(other), Is.EqualTo(Ristretto255.IsScalar(other)), $"{change} at {i}");
            }
        }
    }

    [Test]
    public void IdentityIsAPointLikeTheOthers()
    {
        byte[] zero = new byte[32];
        byte[] one = new byte[32];
        one[0] = 1;
        byte[] result = [.. Enumerable.Repeat((byte)7, 32)];
        Ristretto255.MultiplyBase(zero, result);
        Assert.That(result, Is.EqualTo(zero));
        result[0] = 7;
        Assert.That(Ristretto255.TryMultiply(zero, Base, result));
        Assert.That(result, Is.EqualTo(zero));
        result[0] = 7;
        Assert.That(Ristretto255.TryMultiply(one, zero, result));
        Assert.That(result, Is.EqualTo(zero));
        Assert.That(Ristretto255.TrySubtract(Base, Base, result));
        Assert.That(result, Is.EqualTo(zero));
        Assert.That(Ristretto255.TryAdd(Base, zero, result));
        Assert.That(result, Is.EqualTo(Base));
        Ristretto255.MultiplyBase(one, result);
        Assert.That(result, Is.EqualTo(Base));
    }

    [Test]
    public void RefusesWhatIsNoPoint()
    {
        byte[] one = new byte[32];
        one[0] = 1;
        byte[] result = new byte[32];
        Assert.That(Ristretto255.IsPoint(one), Is.False);
        Assert.That(Ristretto255.TryMultiply(one, one, result), Is.False);
        Assert.That(Ristretto255.TryAdd(Base, one, result), Is.False);
        Assert.That(Ristretto255.TrySubtract(one, Base, result), Is.False);
    }

    [Test]
    public void RefusesSpansOfAnotherLength()
    {
        byte[] good = new byte[32];
        byte[] bad = new byte[31];
        Assert.That(() => Ristretto255.MultiplyBase(bad, good), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Ristretto255.MultiplyBase(good, bad), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Ristretto255.Reduce(good, good), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Ristretto255.MultiplyScalars(good, good, bad), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
