namespace PhatSdk.TestKit;

/// <summary>Finds the files that tests read.</summary>
public static class Fixtures
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file of <c>tests/Fixtures</c>.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, "tests", "Fixtures", relative);

    /// <summary>A file of <c>contracts</c>.</summary>
    public static string Contract(string relative) => System.IO.Path.Combine(Root, "contracts", relative);

    /// <summary>
    /// A file of third parties' data, which is not part of the repository: it lies beside it, in <c>shared/fixtures</c>.
    /// Where it is absent, the calling test is reported as ignored.
    /// </summary>
    public static string ThirdParty(string relative)
    {
        string path = System.IO.Path.Combine(Root, "..", "shared", "fixtures", relative);
        if (!File.Exists(path))
        {
            Assert.Ignore($"third parties' data is not here: shared/fixtures/{relative}");
        }

        return path;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "PhatSdk.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("PhatSdk.sln is not above the tests");
    }
}
