namespace PhatSdk.Architecture.Tests;

public sealed class FloorPlanTests
{
    private static readonly FloorPlan Plan = FloorPlan.Read();

    [Test]
    public void EachNamespaceNamesOnlyWhatItsNeedsListAllows()
    {
        IReadOnlyList<Edge> edges = Assemblies.OwnEdges();
        Assert.That(edges, Is.Not.Empty);
        IEnumerable<Edge> unlisted = edges
            .Where(edge => Plan.NeedsOf(edge.From)?.Contains(edge.To) != true)
            .DistinctBy(edge => (edge.From, edge.To));
        Assert.That(string.Join('\n', unlisted), Is.Empty);
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
    public void EveryFloorOfThePlanIsBuilt()
    {
        HashSet<string> built = [.. Assemblies.All.SelectMany(name => NamespaceWalk.Edges(Assemblies.PathOf(name))).Select(edge => edge.From)];
        Assert.That(Plan.Floors.Select(floor => floor.Namespace).Except(built), Is.Empty);
    }

    [Test]
    public void APlantedViolationInsideALambdaIsFound()
    {
        IReadOnlyCollection<Edge> edges = NamespaceWalk.Edges(typeof(FloorPlanTests).Assembly.Location);
        Assert.That(edges.Select(edge => (edge.From, edge.To)), Does.Contain(("PhatSdk.Architecture.Tests.Planted", "PhatSdk.Architecture.Tests")));
    }
}
