using PhatSdk.Rpc;

namespace PhatSdk.EndToEnd.Tests;

/// <summary>A node that the tests of the whole client run against, whoever wrote it.</summary>
internal interface ITestNode : IAsyncDisposable
{
    /// <summary>Makes a connection to it.</summary>
    Task<IRpcConnection> ConnectAsync();
}
