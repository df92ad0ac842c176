using System.Reflection;
using PhatSdk.Contracts;
using PhatSdk.Primitives;

namespace PhatSdk.SourceGenerator.Tests.Emission;

public sealed class AnonymousEventTests
{
    [Test]
    public void AreToldByTheNumberOfTopicsAndByWhetherTheirDataFits()
    {
        GeneratorRun run = new SmallAbi().Event("Quiet", null, ("value", 0)).Run();
        MethodInfo tryDecode = run.Load().GetType("Consumer.Small+Events+Quiet", throwOnError: true)!.GetMethod("TryDecode")!;

        Assert.Multiple(() =>
        {
            Assert.That(IsQuiet([], [1, 0, 0, 0]), Is.True);
            Assert.That(IsQuiet([], [1, 0, 0]), Is.False, "too little data is another event");
            Assert.That(IsQuiet([], [1, 0, 0, 0, 0]), Is.False, "too much data is another event");
            Assert.That(IsQuiet([default], [1, 0, 0, 0]), Is.False, "a topic too many");
        });

        bool IsQuiet(Hash256[] topics, byte[] data) => (bool)tryDecode.Invoke(null, [new ContractEmitted(default, topics, data), null])!;
    }
}
