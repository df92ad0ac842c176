using PhatSdk.Devnet.Worker.Pink;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>A cluster that the worker runs: its keys, its log, its cache, and what runs its contracts. Its state is in <see cref="ClusterSnapshot"/>.</summary>
internal sealed class Cluster : IDisposable
{
    public Cluster(Hash256 id, ClusterKeys keys, WorkerEnvironment environment)
    {
        Id = id;
        Keys = keys;
        Cache = new LocalCache(environment.Time);
        Log = new LogServer(new LogBuffer());
        Executor = new ContractExecutor(environment.Runtime, CreateFunctions(environment), this, environment.Time);
    }

    /// <summary>The cluster's id.</summary>
    public Hash256 Id { get; }

    /// <summary>Its keys.</summary>
    public ClusterKeys Keys { get; }

    /// <summary>What its contracts keep on this worker.</summary>
    public LocalCache Cache { get; }

    /// <summary>What its contracts say.</summary>
    public LogServer Log { get; }

    /// <summary>Runs its contracts.</summary>
    public ContractExecutor Executor { get; }

    public void Dispose() => Keys.Dispose();

    private PinkFunctions CreateFunctions(WorkerEnvironment environment) => new(
    [
        new HttpRequestFunction(environment.Http, Log.Answer),
        new BatchHttpRequestFunction(environment.Http),
        new SignFunction(),
        new VerifyFunction(),
        new DeriveKeyFunction(Keys.DeriveContractSecret),
        new PublicKeyFunction(),
        new CacheSetFunction(Cache),
        new CacheExpirationFunction(Cache),
        new CacheGetFunction(Cache),
        new CacheRemoveFunction(Cache),
        new LogFunction(Log.Add, environment.Time),
        new RandomFunction(),
        new EcdsaSignPrehashedFunction(),
        new EcdsaVerifyPrehashedFunction(),
        new WorkerPublicKeyFunction(environment.Keys.Identity.PublicKey),
        new ClockFunction(environment.Time),
        new SystemCodeFunction(),
        new EventChainFunction(),
        new JsEvalFunction(),
        new QuoteFunction(),
    ]);
}
