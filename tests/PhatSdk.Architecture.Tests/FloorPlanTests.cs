namespace PhatSdk.Architecture.Tests;

public sealed class FloorPlanTests
{
    private static readonly FloorPlan Plan = FloorPlan.Read();

    [Test]
    public void EachNamespaceNamesOnlyWhatItsNeedsListAllows()
    {
        IReadOnlyList<Edge> edges = Assemblies.OwnEdges();
        Assert.That(edges, Is.Not.Empty);
        Assert.That(edges.Where(edge => Plan.NeedsOf(edge.From)?.Contains(edge.To) != true).DistinctBy(edge => (edge.From, edge.To)), Is.Empty);
    }

    [Test]
    public void NeedsListsNameOnlyWhatStandsAboveThem()
    {
        HashSet<string> above = [];
        foreach ((string space, IReadOnlySet<string> needs) in Plan.Floors)
        {
            Assert.That(needs.Except(above), Is.Empty, $"{space} needs what does not stand above it");
            Assert.That(above.Add(space), $"{space} stands twice");
        }
    }

    [Test]
    public void APlantedViolationInsideALambdaIsFound()
    {
        IReadOnlyCollection<Edge> edges = NamespaceWalk.Edges(typeof(FloorPlanTests).Assembly.Location);
        Assert.That(edges.Select(edge => (edge.From, edge.To)), Does.Contain(("PhatSdk.Architecture.Tests.Planted", "PhatSdk.Architecture.Tests")));
    }
}
