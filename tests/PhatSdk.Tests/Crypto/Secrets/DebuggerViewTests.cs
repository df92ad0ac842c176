using System.Collections;
using System.Diagnostics;
using System.Reflection;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto.Secrets;

/// <summary>What a debugger, or anybody who prints what they have, sees of a secret.</summary>
public class DebuggerViewTests
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(i => (byte)(7 * i))];

    [TestCase(SignatureScheme.Sr25519)]
    [TestCase(SignatureScheme.Ed25519)]
    [TestCase(SignatureScheme.Ecdsa)]
    [TestCase(SignatureScheme.Ethereum)]
    public void KeypairsAndOpenKeystoresShowNoSecret(SignatureScheme scheme)
    {
        SignatureAlgorithm algorithm = new SignatureAlgorithm[] { SignatureAlgorithm.Sr25519, SignatureAlgorithm.Ed25519, SignatureAlgorithm.Ecdsa, SignatureAlgorithm.Ethereum }
            .Single(candidate => candidate.Scheme == scheme);
        using Keypair keypair = Keypair.FromSeed(Seed, algorithm);
        byte[] secretKey = keypair.SecretKey.ToArray();
        using JsonKeystore keystore = JsonKeystore.Seal(keypair, "");
        AssertHides(keypair, Seed, secretKey);
        AssertHides(keystore, Seed, secretKey);
    }

    [Test]
    public void SecretUrisShowNoSecret()
    {
        using SecretUri uri = SecretUri.Parse($"{Hex.Format(Seed)}//a///password");
        AssertHides(uri, Seed, "password"u8.ToArray());
    }

    [Test]
    public void TheWalkSeesWhatIsNotHidden() =>
        Assert.That(() => AssertHides(Tuple.Create(new List<byte[]> { Seed }), Seed), Throws.InstanceOf<AssertionException>());

    private static void AssertHides(object root, params byte[][] secrets)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Walk(root, root.GetType().Name);

        void Walk(object? value, string path)
        {
            if (value is null or Type or MemberInfo || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            {
                return;
            }

            string text = value.ToString() ?? "";
            byte[] bytes = value as byte[] ?? [];
            foreach (byte[] secret in secrets)
            {
                Assert.That(bytes.AsSpan().IndexOf(secret), Is.EqualTo(-1), path);
                Assert.That(text, Does.Not.Contain(Convert.ToHexStringLower(secret)), path);
            }

            if (value is IEnumerable items and not byte[] and not string)
            {
                foreach (object? item in items)
                {
                    Walk(item, $"{path}[]");
                }
            }

            if (value.GetType().Namespace?.StartsWith("PhatSdk", StringComparison.Ordinal) == true || path == root.GetType().Name)
            {
                WalkMembers(value, path);
            }
        }

        void WalkMembers(object value, string path)
        {
            foreach (FieldInfo field in value.GetType().GetFields(Members).Where(IsShown))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}");
            }

            foreach (PropertyInfo property in value.GetType().GetProperties(Members).Where(property => IsShown(property) && property.GetIndexParameters().Length == 0))
            {
                // A span cannot be looked at from here: a debugger can.
                bool isSecretSpan = property.PropertyType.IsByRefLike && value.GetType().Namespace == "PhatSdk.Crypto";
                Assert.That(isSecretSpan, Is.False, $"{path}.{property.Name}");
                if (!property.PropertyType.IsByRefLike)
                {
                    Walk(property.GetValue(value), $"{path}.{property.Name}");
                }
            }
        }

        static bool IsShown(MemberInfo member) => member.GetCustomAttribute<DebuggerBrowsableAttribute>() is not { State: DebuggerBrowsableState.Never };
    }
}
