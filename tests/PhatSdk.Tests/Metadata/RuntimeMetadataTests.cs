using System.Text.Json;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata;

public sealed class RuntimeMetadataTests
{
    private static readonly string[] ContractsCalls = ["instantiate_with_code", "call", "upload_code"];

    public static IEnumerable<string> Ours => ["phat-chain.v14", "phat-chain.v15", "phat-chain.v16", "phat-revive.v14", "phat-revive.v15", "phat-revive.v16"];

    private static RuntimeMetadata OurChain(int version) => RuntimeMetadata.Decode(MetadataFiles.Ours($"phat-chain.v{version}"));

    [TestCaseSource(nameof(Ours))]
    public void DecodesOurRuntimes(string name)
    {
        RuntimeMetadata metadata = RuntimeMetadata.Decode(MetadataFiles.Ours(name));

        Assert.That(name, Does.EndWith(".v" + metadata.Version));
        Assert.That(metadata["System"].StorageEntry("Account").Hashers, Is.EqualTo(new[] { StorageHasher.Blake2_128Concat }));
        Assert.That(metadata.Types[metadata.EventTypeId].Name, Is.EqualTo("RuntimeEvent"));
        Assert.That(metadata.Types[metadata.CallTypeId].Name, Is.EqualTo("RuntimeCall"));
        Assert.That(metadata.Apis, metadata.Version == 14 ? Is.Empty : Is.Not.Empty);
    }

    [Test]
    public void VersionsOfOneRuntimeAgree()
    {
        RuntimeMetadata v14 = OurChain(14);
        foreach (RuntimeMetadata other in new[] { OurChain(15), OurChain(16) })
        {
            Assert.That(other.Pallets.Select(Describe), Is.EqualTo(v14.Pallets.Select(Describe)));
            Assert.That(
                other.Extrinsic.SignedExtensions.Select(extension => extension.Identifier),
                Is.EqualTo(v14.Extrinsic.SignedExtensions.Select(extension => extension.Identifier)));
            Assert.That(other.Extrinsic.Versions, Does.Contain((byte)4));
        }

        static string Describe(PalletMetadata pallet) =>
            $"{pallet}: {string.Join(", ", pallet.Storage.Select(entry => $"{entry.Name} {string.Join("+", entry.Hashers)} {entry.IsOptional} {Convert.ToHexString(entry.Default.Span)}"))}; "
            + string.Join(", ", pallet.Constants.Select(constant => $"{constant.Name} {Convert.ToHexString(constant.Value.Span)}"));
    }

    [TestCase(14)]
    [TestCase(15)]
    [TestCase(16)]
    public void FindsWhatAPalletHas(int version)
    {
        RuntimeMetadata metadata = OurChain(version);
        PalletMetadata contracts = metadata["Contracts"];

        Assert.That(metadata.PalletAt(contracts.Index), Is.SameAs(contracts));
        Assert.That(ContractsCalls.Select(name => contracts.Call(name).Name), Is.EqualTo(ContractsCalls));
        Assert.That(
            string.Join(' ', contracts.Call("call").Fields.Select(field => field.Name)), Is.EqualTo("dest value gas_limit storage_deposit_limit data"));
        Assert.That(contracts.StoragePrefix, Is.EqualTo("Contracts"));
        Assert.That(metadata["System"].Constant("SS58Prefix").Value.ToArray(), Has.Length.EqualTo(2));
        Assert.That(metadata["System"].EventAt(0).Name, Is.EqualTo("ExtrinsicSuccess"));
        Assert.That(contracts.TryGetError(0, out TypeVariant? error), Is.True);
        Assert.That(error!.Docs, Is.Not.Empty);
        Assert.That(contracts.TryGetError(255, out _), Is.False);
    }

    [Test]
    public void FindingACallBuildsFewOfTheTypes()
    {
        byte[] bytes = MetadataFiles.Ours("phat-chain.v15");
        _ = Find(bytes).Types.Types;

        long before = GC.GetAllocatedBytesForCurrentThread();
        RuntimeMetadata metadata = Find(bytes);
        long found = GC.GetAllocatedBytesForCurrentThread() - before;
        _ = metadata.Types.Types;
        long whole = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(found, Is.LessThan(whole / 2));

        static RuntimeMetadata Find(byte[] bytes)
        {
            RuntimeMetadata metadata = RuntimeMetadata.Decode(bytes);
            _ = metadata["Contracts"].Call("call");
            _ = metadata["System"].StorageEntry("Account");
            return metadata;
        }
    }

    [Test]
    public void ThreadsBuildEachTypeOnce()
    {
        TypeRegistry types = OurChain(15).Types;
        TypeDefinition[][] built = new TypeDefinition[8][];
        Parallel.For(0, built.Length, i => built[i] = [.. Enumerable.Range(0, types.Count).Select(id => types[id])]);

        Assert.That(built, Has.All.Matches<TypeDefinition[]>(all => all.Zip(built[0]).All(pair => ReferenceEquals(pair.First, pair.Second))));
        Assert.That(() => types[types.Count], Throws.TypeOf<MetadataException>());
        Assert.That(() => types[-1], Throws.TypeOf<MetadataException>());
    }

    [Test]
    public void TellsRuntimeApis()
    {
        RuntimeApiMethodMetadata call = OurChain(15).Api("ContractsApi").Method("call");

        Assert.That(
            string.Join(' ', call.Inputs.Select(input => input.Name)), Is.EqualTo("origin dest value gas_limit storage_deposit_limit input_data"));
        Assert.That(OurChain(16).Api("Core").Version, Is.GreaterThanOrEqualTo(4));
    }

    [Test]
    public void RefusalsNameWhatIsMissing()
    {
        RuntimeMetadata metadata = OurChain(15);

        Assert.That(() => metadata["Contract"], Throws.TypeOf<MetadataException>().With.Message.Contains("\"Contract\""));
        Assert.That(() => metadata.PalletAt(254), Throws.TypeOf<MetadataException>().With.Message.Contains("254"));
        Assert.That(() => metadata["System"].Call("remarkk"), Throws.TypeOf<MetadataException>().With.Message.EqualTo("pallet System has no call \"remarkk\""));
        Assert.That(() => metadata["System"].StorageEntry("Acount"), Throws.TypeOf<MetadataException>().With.Message.Contains("\"Acount\""));
        Assert.That(() => metadata["System"].Constant("X"), Throws.TypeOf<MetadataException>().With.Message.Contains("\"X\""));
        Assert.That(() => metadata["System"].EventAt(250), Throws.TypeOf<MetadataException>().With.Message.Contains("250"));
        Assert.That(() => metadata.Api("Nope"), Throws.TypeOf<MetadataException>().With.Message.Contains("\"Nope\""));
        Assert.That(() => metadata.Api("Core").Method("nope"), Throws.TypeOf<MetadataException>().With.Message.Contains("\"nope\""));
    }

    [TestCase(0)]
    [TestCase(9)]
    [TestCase(13)]
    [TestCase(17)]
    [TestCase(255)]
    public void RefusesOtherVersionsByName(byte version)
    {
        byte[] bytes = [.. "meta"u8, version, 0];

        Assert.That(() => RuntimeMetadata.Decode(bytes), Throws.TypeOf<MetadataException>().With.Message.Contains($"V{version} "));
    }

    [Test]
    public void RefusesWhatIsNoMetadata()
    {
        Assert.That(() => RuntimeMetadata.Decode(default), Throws.TypeOf<ScaleException>());
        Assert.That(() => RuntimeMetadata.Decode("mate\x0e"u8.ToArray()), Throws.TypeOf<ScaleException>().With.Property("Offset").Zero);
    }

    [Test]
    public void RefusesBytesLeftOver()
    {
        byte[] bytes = [.. MetadataFiles.Ours("phat-chain.v15"), 0];

        Assert.That(() => RuntimeMetadata.Decode(bytes), Throws.TypeOf<ScaleException>().With.Message.Contains("1 bytes remain"));
    }

    [TestCaseSource(nameof(Ours))]
    public void TruncationIsRefused(string name)
    {
        byte[] bytes = MetadataFiles.Ours(name);
        for (int length = 0; length < bytes.Length; length += 1 + (length / 200))
        {
            Assert.That(() => RuntimeMetadata.Decode(bytes.AsMemory(0, length)), Throws.TypeOf<ScaleException>(), $"{length} bytes");
        }
    }

    [TestCaseSource(nameof(Ours))]
    public void FlippedBitsThrowOnlyWhatIsDocumented(string name)
    {
        byte[] bytes = MetadataFiles.Ours(name);
        ulong state = 1;
        for (int round = 0; round < 400; round++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            int at = (int)(state >> 33) % bytes.Length;
            byte before = bytes[at];
            bytes[at] ^= (byte)(1 << (int)(state >> 61));
            try
            {
                _ = RuntimeMetadata.Decode(bytes.ToArray());
            }
            catch (Exception exception) when (exception is ScaleException or MetadataException)
            {
            }

            bytes[at] = before;
        }
    }

    [Test]
    public void HugeLengthsAllocateNothing()
    {
        byte[] bytes = [.. "meta"u8, 14, 3, 255, 255, 255, 255];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => RuntimeMetadata.Decode(bytes), Throws.TypeOf<ScaleException>().With.Message.Contains("4294967295"));

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000));
    }

    [Test]
    public void ThirdPartiesMetadataHoldsWhatItsIndexSays()
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Fixtures.ThirdParty("metadata/index.json")));
        int checkedFiles = 0;
        foreach (JsonElement row in index.RootElement.EnumerateArray())
        {
            string path = Path.Combine(Path.GetDirectoryName(Fixtures.ThirdParty("metadata/index.json"))!, row.GetProperty("file").GetString()!);
            if (!File.Exists(path))
            {
                continue; // the index names more files than are kept
            }

            RuntimeMetadata metadata = RuntimeMetadata.Decode(File.ReadAllBytes(path));
            Assert.That(metadata.Version, Is.EqualTo(row.GetProperty("version").GetInt32()), path);
            Assert.That(metadata.Pallets, Has.Count.EqualTo(row.GetProperty("pallets").GetInt32()), path);
            Assert.That(metadata.Types.Count, Is.EqualTo(row.GetProperty("types").GetInt32()), path);
            checkedFiles++;
        }

        Assert.That(checkedFiles, Is.GreaterThanOrEqualTo(7));
    }

    [TestCase("dedot-pba", 14, "")]
    [TestCase("dedot-pba", 15, "")]
    [TestCase("westend-1015000", 14, "")]
    [TestCase("westend-1015000", 15, "")]
    [TestCase("shibuya-118", 14, "")]
    [TestCase("shibuya-118", 15, "-unstable-prefinal")]
    public void ThirdPartiesMetadataHoldsWhatItsSummarySays(string name, int version, string suffix)
    {
        using JsonDocument summaries = JsonDocument.Parse(File.ReadAllBytes(Fixtures.ThirdParty("metadata/summary.json")));
        JsonElement summary = summaries.RootElement.GetProperty(name);
        RuntimeMetadata metadata = RuntimeMetadata.Decode(File.ReadAllBytes(Fixtures.ThirdParty($"metadata/{name}.v{version}{suffix}.scale")));

        Assert.That(metadata.Version, Is.EqualTo(version));
        Assert.That(metadata.Pallets.Select(pallet => $"{pallet.Index}:{pallet.Name}"), Is.EqualTo(Strings("pallets")));
        Assert.That(metadata.Extrinsic.SignedExtensions.Select(extension => extension.Identifier), Is.EqualTo(Strings("signedExtensions")));
        if (version > 14)
        {
            Assert.That(metadata.Apis.Select(api => api.Name), Is.EquivalentTo(Strings("apis").Select(api => api.Split(' ')[0])));
        }

        IEnumerable<string> Strings(string property) => summary.GetProperty(property).EnumerateArray().Select(text => text.GetString()!);
    }

    [TestCase("moonbase-4300.v14", 14)]
    [TestCase("moonbase-4300.v15", 15)]
    [TestCase("moonbase-4300.v16", 16)]
    public void DecodesMoonbase(string name, int version)
    {
        RuntimeMetadata metadata = RuntimeMetadata.Decode(File.ReadAllBytes(Fixtures.ThirdParty($"metadata/{name}.scale")));

        Assert.That(metadata.Version, Is.EqualTo(version));
        Assert.That(metadata["EVM"].Call("withdraw").Fields, Has.Count.EqualTo(2));
    }
}
