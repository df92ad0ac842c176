using System.Text.Json.Nodes;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Primitives;

namespace PhatSdk.KeyringPeer;

/// <summary>Answers requests about keys.</summary>
internal static class Peer
{
    public static JsonObject Answer(JsonObject request) => Text(request, "op") switch
    {
        "key" => Describe(KeyOf(request)),
        "sign" => new JsonObject { ["signature"] = Hex.Format(KeyOf(request).Sign(Bytes(request, "message"))) },
        "verify" => new JsonObject { ["good"] = AlgorithmOf(request).Verify(Bytes(request, "publicKey"), Bytes(request, "message"), Bytes(request, "signature")) },
        "seal" => new JsonObject { ["json"] = JsonKeystore.Seal(KeyOf(request), Text(request, "password"), Text(request, "name")).ToJson() },
        "open" => Open(request),
        "format" => new JsonObject { ["address"] = Ss58Address.FormatRaw(Bytes(request, "account"), new Ss58Prefix((ushort)request["prefix"]!.GetValue<int>())) },
        "parse" => Parse(Text(request, "address")),
        "networks" => new JsonObject { ["networks"] = new JsonArray([.. Ss58Network.All.Select(Describe)]) },
        "phrase" => DescribePhrase(request),
        "agree" => Agree(request),
        "vrf-sign" => SignVrf(request),
        "vrf-verify" => VerifyVrf(request),
        string op => throw new ArgumentException($"\"{op}\" is no request"),
    };

    private static JsonObject Describe(Keypair keypair)
    {
        byte[] secretKey = new byte[64];
        bool isSr25519 = keypair.Algorithm is Sr25519;
        if (isSr25519)
        {
            keypair.ExportSecretKey(secretKey, SecretKeyForm.Ed25519);
        }

        return new JsonObject
        {
            ["publicKey"] = Hex.Format(keypair.PublicKey.Span),
            ["account"] = Hex.Format(keypair.AccountId.Span),
            ["ethereumAddress"] = keypair.PublicKey.Length == 33 ? EthereumAddress.FromPublicKey(keypair.PublicKey.Span).ToString() : null,
            ["scalar"] = isSr25519 ? Hex.Format(secretKey.AsSpan(0, 32)) : null,
        };
    }

    private static JsonNode Describe(Ss58Network network) => new JsonObject
    {
        ["prefix"] = network.Prefix.Value,
        ["name"] = network.Name,
        ["symbol"] = network.Symbol,
        ["decimals"] = network.Decimals,
    };

    private static JsonObject Open(JsonObject request)
    {
        using JsonKeystore keystore = JsonKeystore.Parse(Text(request, "json"));
        using Keypair keypair = keystore.Open(Text(request, "password"));
        JsonObject answer = Describe(keypair);
        answer["name"] = keystore.Name;
        answer["signature"] = Hex.Format(keypair.Sign(Bytes(request, "message")));
        return answer;
    }

    private static JsonObject Parse(string address) => Ss58Address.TryParseRaw(address, out byte[]? account, out Ss58Prefix prefix)
        ? new JsonObject { ["account"] = Hex.Format(account), ["prefix"] = prefix.Value }
        : throw new FormatException($"\"{address}\" is no address");

    private static JsonObject DescribePhrase(JsonObject request)
    {
        WordList words = WordList.Parse(Text(request, "words"), "theirs", Text(request, "separator")[0]);
        string phrase = Text(request, "phrase");
        byte[] entropy = new byte[Mnemonic.MaximumEntropySize];
        int size = Mnemonic.ToEntropy(phrase, entropy, words);
        using Keypair substrate = Keypair.FromMnemonic(phrase, Text(request, "password"), words: words);
        using Keypair ethereum = Keypair.FromEthereumMnemonic(phrase, password: Text(request, "password"), words: words);
        return new JsonObject
        {
            ["entropy"] = Hex.Format(entropy.AsSpan(0, size)),
            ["phrase"] = Mnemonic.FromEntropy(entropy.AsSpan(0, size), words),
            ["publicKey"] = Hex.Format(substrate.PublicKey.Span),
            ["ethereumAddress"] = EthereumAddress.FromPublicKey(ethereum.PublicKey.Span).ToString(),
        };
    }

    private static JsonObject Agree(JsonObject request)
    {
        byte[] shared = new byte[Ecdh.SharedKeySize];
        Ecdh.Agree(KeyOf(request), Bytes(request, "publicKey"), shared);
        return new JsonObject { ["shared"] = Hex.Format(shared) };
    }

    // sr25519VrfSign of @polkadot/util-crypto draws from a signing context.
    private static VrfTranscript InputOf(JsonObject request) =>
        new VrfTranscript("SigningContext"u8).With([], Bytes(request, "context")).With("sign-bytes"u8, Bytes(request, "message"));

    private static VrfTranscript? ExtraOf(JsonObject request) =>
        Bytes(request, "extra") is { Length: > 0 } extra ? new VrfTranscript("VRF"u8).With([], extra) : null;

    private static JsonObject SignVrf(JsonObject request)
    {
        byte[] preOutput = new byte[Sr25519Vrf.PreOutputSize];
        byte[] proof = new byte[Sr25519Vrf.ProofSize];
        Sr25519Vrf.Sign(KeyOf(request), InputOf(request), preOutput, proof, ExtraOf(request));
        return new JsonObject { ["signature"] = Hex.Format((byte[])[.. preOutput, .. proof]) };
    }

    private static JsonObject VerifyVrf(JsonObject request)
    {
        byte[] signature = Bytes(request, "signature");
        return new JsonObject
        {
            ["good"] = Sr25519Vrf.Verify(
                Bytes(request, "publicKey"),
                InputOf(request),
                signature.AsSpan(0, Sr25519Vrf.PreOutputSize),
                signature.AsSpan(Sr25519Vrf.PreOutputSize),
                ExtraOf(request)),
        };
    }

    private static Keypair KeyOf(JsonObject request) => Keypair.FromUri(Text(request, "uri"), AlgorithmOf(request));

    private static SignatureAlgorithm AlgorithmOf(JsonObject request) => Text(request, "scheme") switch
    {
        "sr25519" => SignatureAlgorithm.Sr25519,
        "ed25519" => SignatureAlgorithm.Ed25519,
        "ecdsa" => SignatureAlgorithm.Ecdsa,
        "ethereum" => SignatureAlgorithm.Ethereum,
        string scheme => throw new ArgumentException($"\"{scheme}\" is no scheme"),
    };

    private static string Text(JsonObject request, string name) => request[name]!.GetValue<string>();

    private static byte[] Bytes(JsonObject request, string name) => Hex.Parse(Text(request, name));
}
