using System.Diagnostics;
using PhatSdk.TestKit;

namespace PhatSdk.SourceGenerator.Tests;

/// <summary>A project elsewhere uses the packages: the packed generator loads, and finds the project's contracts by itself.</summary>
[Category("Packaging")]
public sealed class PackagingTests
{
    private const string Version = "0.1.0-packaging";

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("phatsdk-packaging-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task AProjectThatReferencesThePackageGetsClients()
    {
        string feed = Path.Combine(_folder, "feed");
        foreach (string project in new[] { "PhatSdk.Abstractions", "PhatSdk" })
        {
            await RunAsync(Fixtures.Root, "pack", $"src/{project}", "--no-build", "-c", Configuration, "-o", feed, $"-p:Version={Version}", "-p:IncludeSymbols=false");
        }

        // Packages that this build used already are taken from where they are.
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string application = Directory.CreateDirectory(Path.Combine(_folder, "application", "contracts")).Parent!.FullName;
        File.Copy(Fixtures.Contract("psp22/psp22.contract"), Path.Combine(application, "contracts", "psp22.contract"));
        await File.WriteAllTextAsync(
            Path.Combine(application, "application.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>{Path.Combine(_folder, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{packages}</RestoreFallbackFolders>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PhatSdk" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(
            Path.Combine(application, "Program.cs"),
            """
            Console.WriteLine($"{Psp22.Messages.Transfer.Selector} {Psp22.Code.Wasm!.Value.Length} {nameof(PhatClient)}");

            [PhatSdk.Contracts.InkContract("psp22.contract")]
            public partial class Psp22;
            """);

        string output = await RunAsync(application, "run");

        Assert.That(output, Does.Contain($"0xdb20f9f5 {new FileInfo(Fixtures.Contract("psp22/psp22.wasm")).Length} PhatClient"));
    }

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"dotnet {string.Join(' ', arguments)}\n{output}\n{await errors}");
        return output;
    }
}
