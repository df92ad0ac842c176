using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata;

internal static class MetadataFiles
{
    public static byte[] Ours(string name) => File.ReadAllBytes(Path.Combine(Fixtures.Root, "runtime", "artifacts", name + ".scale"));
}
