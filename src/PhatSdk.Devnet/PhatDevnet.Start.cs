using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Server;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Worker;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet;

/// <content>How it starts.</content>
public sealed partial class PhatDevnet
{
    private static async Task<PhatDevnet> StartCoreAsync(PhatDevnetOptions options, CancellationToken cancellationToken)
    {
        ILoggerFactory logging = options.LoggerFactory ?? NullLoggerFactory.Instance;
        ModuleCache? cache = options.ModuleCacheFolder is { } folder ? ModuleCache.Open(folder, logging) : ModuleCache.OpenDefault(logging);
        ChainRuntime runtime = ChainRuntime.Load(cache, logging, allowsImpersonation: options.AllowsImpersonation);
        WorkerKeys keys = WorkerKeys.CreateForDevelopment();
        DevnetChain? chain = null;
        DevnetServer? server = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (options.Server is { } socket)
            {
                // Opened first, as the chain is told at which address the worker answers.
                server = await DevnetServer.ListenAsync(socket, logging, cancellationToken).ConfigureAwait(false);
            }

            DevnetFile? file = options.ImportFile is { } path ? await DevnetFile.ReadAsync(path, cancellationToken).ConfigureAwait(false) : null;
            chain = new DevnetChain(runtime, file?.Chain.ToTree() ?? GenesisOf(runtime, options, keys), new ChainOptions
            {
                Seal = options.Seal,
                Pool = new PoolOptions { BanTime = options.InvalidTransactionBan },
                Time = options.TimeProvider,
                Logging = logging,
            });
            if (options.HasCluster && file is not { HasWorker: false })
            {
                DevnetCluster cluster = file is null
                    ? await StartClusterAsync(chain, keys, cache, options, server, cancellationToken).ConfigureAwait(false)
                    : ResumeCluster(chain, keys, cache, options, file);
                await chain.SetFinalityAsync(options.Finality, CancellationToken.None).ConfigureAwait(false);
                return new PhatDevnet(runtime, chain, cluster, server, options);
            }

            keys.Dispose();
            await chain.SetFinalityAsync(options.Finality, CancellationToken.None).ConfigureAwait(false);
            return new PhatDevnet(runtime, chain, cluster: null, server, options);
        }
        catch
        {
            keys.Dispose();
            if (server is not null)
            {
                await server.DisposeAsync().ConfigureAwait(false);
            }

            if (chain is not null)
            {
                await chain.DisposeAsync().ConfigureAwait(false);
            }

            runtime.Dispose();
            throw;
        }
    }

    private static BlockTree GenesisOf(ChainRuntime runtime, PhatDevnetOptions options, WorkerKeys keys)
    {
        DevnetGenesis genesis = DevnetGenesis.Development(EndowmentsOf(options, keys), [new GenesisWorker(keys.Identity.AccountId)]) with
        {
            Patch = options.GenesisPatch,
        };
        return new BlockTree(genesis.Build(runtime));
    }

    private static Task<DevnetCluster> StartClusterAsync(
        DevnetChain chain, WorkerKeys keys, ModuleCache? cache, PhatDevnetOptions options, DevnetServer? server, CancellationToken cancellationToken) =>
        DevnetCluster.StartAsync(
            chain,
            ClusterRuntime.Load(cache, options.LoggerFactory ?? NullLoggerFactory.Instance),
            keys,
            WorkerOptionsOf(chain, options),
            server?.WorkerEndpoint.AbsoluteUri.TrimEnd('/'),
            cancellationToken);

    private static DevnetCluster ResumeCluster(DevnetChain chain, WorkerKeys keys, ModuleCache? cache, PhatDevnetOptions options, DevnetFile file)
    {
        ClusterRuntime runtime = ClusterRuntime.Load(cache, options.LoggerFactory ?? NullLoggerFactory.Instance);
        WorkerEnvironment environment = new(runtime, keys, WorkerOptionsOf(chain, options));
        try
        {
            return DevnetCluster.Resume(chain, environment, file.ReadWorker(environment));
        }
        catch (ScaleException cause)
        {
            environment.Dispose();
            runtime.Dispose();
            throw new InvalidDataException($"{options.ImportFile} is no devnet's file: its worker cannot be read: {cause.Message}", cause);
        }
    }

    private static WorkerOptions WorkerOptionsOf(DevnetChain chain, PhatDevnetOptions options) => new()
    {
        Time = chain.Clock,
        HttpHandler = options.ContractHttpHandler,
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<DevnetWorker>(),
    };

    // The worker's operator pays for what the worker tells the chain.
    private static Dictionary<AccountId, UInt128> EndowmentsOf(PhatDevnetOptions options, WorkerKeys keys)
    {
        Dictionary<AccountId, UInt128> endowments = new(options.Endowments);
        endowments.TryAdd(keys.Operator.AccountId, DevnetGenesis.DefaultEndowment);
        return endowments;
    }
}
