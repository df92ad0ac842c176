using PhatSdk.Crypto;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Worker;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>A cluster of Alice's on the real cluster runtime, with a logger, driven block by block without a chain.</summary>
internal sealed class ClusterFixture : IDisposable
{
    private static readonly Lazy<ClusterRuntime> Runtime = new(static () =>
        ClusterRuntime.Load(ModuleCache.Open(Path.Combine(AppContext.BaseDirectory, "modules"))));

    private readonly WorkerEnvironment _environment;
    private readonly CommandHandler _commands;
    private readonly GatekeeperHandler _gatekeeper;
    private readonly EffectHandler _effects;
    private readonly List<Cluster> _clusters = [];
    private WorkerSnapshot _current = WorkerSnapshot.Initial;
    private uint _block;

    public ClusterFixture(WorkerOptions? options = null)
    {
        WorkerOptions chosen = options ?? new WorkerOptions();
        _environment = new WorkerEnvironment(Runtime.Value, WorkerKeys.CreateForDevelopment(), chosen);
        _effects = new EffectHandler(chosen.Logger);
        _commands = new CommandHandler(_effects, chosen.Logger);
        _gatekeeper = new GatekeeperHandler(_environment, _clusters.Add);
        Blueprint = new ClusterBlueprint(Owner);
        AccountId worker = _environment.Keys.Identity.AccountId;
        _current = _current with { IsGatekeeper = true, SystemCode = Blueprint.SystemCode };
        DeployCluster deployment = new(Owner, ClusterBlueprint.FirstCluster, [worker], 1_000_000_000_000_000_000, 1, 1, 1, _environment.Keys.Operator.AccountId);
        Deployed = Process(block => _gatekeeper.HandleDeployment(block, deployment));
        Driver = Deploy(new InkContract("stake_driver"), "new", salt: ClusterBlueprint.StakeDriver);
        InkContract system = new("phat_system");
        Command(Blueprint.SystemContract, system.Input("System::set_driver", [.. InkContract.Text("ContractDeposit"), .. Driver.Span]));
        Command(Blueprint.SystemContract, system.Input("System::grant_admin", Driver.Span));
        Command(Blueprint.SystemContract, system.Input("System::set_driver", [.. InkContract.Text("PinkLogger"), .. Driver.Span]));
    }

    public static AccountId Owner => DevKeypairs.Alice.AccountId;

    public ClusterBlueprint Blueprint { get; }

    public AccountId Driver { get; }

    public ClusterSnapshot Now => _current.Cluster!;

    /// <summary>What the worker tells the chain when the cluster is deployed.</summary>
    public IReadOnlyList<OutgoingMessage> Deployed { get; }

    public uint Block => _block;

    /// <summary>Processes a block with one message in it.</summary>
    public IReadOnlyList<OutgoingMessage> Process(Action<BlockRun> message)
    {
        ClusterSnapshot? before = _current.Cluster;
        BlockRun block = new(++_block, 1_700_000_000_000 + (_block * 3000ul), _current);
        message(block);
        _commands.EndBlock(block, before);
        _current = block.Current with { NextBlock = _block + 1, TimeMs = block.Time.NowMs };
        return block.Outbox;
    }

    public AccountId Deploy(InkContract contract, string constructor, ReadOnlySpan<byte> arguments = default, string salt = "salt")
    {
        byte[] saltBytes = System.Text.Encoding.UTF8.GetBytes(salt);
        CodeHash code = ClusterBlueprint.HashOf(contract.Code);
        InstantiateCode order = new(
            Owner, code, saltBytes, ClusterBlueprint.FirstCluster, contract.Input(constructor, arguments), 0, 1_000_000_000_000, null);
        Process(block =>
        {
            _commands.HandleOperation(block, new ClusterOperation.Upload(ClusterBlueprint.FirstCluster, Owner, ResourceType.InkCode, contract.Code), []);
            _commands.HandleInstantiation(block, order);
        });
        AccountId id = ContractIds.Derive(Owner, code, ClusterBlueprint.FirstCluster, saltBytes);
        Assert.That(Now.Contracts.ContainsKey(id), Is.True, $"{contract.Name} was not created");
        return id;
    }

    public void Upload(byte[] code) => Process(block =>
        _commands.HandleOperation(block, new ClusterOperation.Upload(ClusterBlueprint.FirstCluster, Owner, ResourceType.InkCode, code), []));

    public void TryDeploy(InkContract contract, byte[] input)
    {
        Upload(contract.Code);
        InstantiateCode order = new(Owner, ClusterBlueprint.HashOf(contract.Code), default, ClusterBlueprint.FirstCluster, input, 0, 1_000_000_000_000, null);
        Process(block => _commands.HandleInstantiation(block, order));
    }

    /// <summary>Deploys a second cluster on the same worker.</summary>
    public IReadOnlyList<OutgoingMessage> DeployAnother() => Process(block => _gatekeeper.HandleDeployment(
        block, new DeployCluster(Owner, Hash256.Parse("0x" + new string('0', 63) + "2"), [_environment.Keys.Identity.AccountId], 1_000_000_000_000, 1, 1, 1, Owner)));

    /// <summary>Gives an account plancks.</summary>
    public void Give(AccountId account, UInt128 plancks) => Process(block =>
        _commands.HandleOperation(block, new ClusterOperation.Deposit(ClusterBlueprint.FirstCluster, account, plancks), []));

    /// <summary>Sends a command; returns what the log says of it.</summary>
    public ReadOnlyMemory<byte> Command(AccountId contract, ReadOnlyMemory<byte> message, MessageOrigin? sender = null)
    {
        byte[] nonce = Guid.NewGuid().ToByteArray();
        InkCommand command = new() { Nonce = nonce, Message = message, GasLimit = 1_000_000_000_000 };
        return Send(contract, new CommandPayload<InkCommand>.Plain(command), nonce, sender);
    }

    public ReadOnlyMemory<byte> Send(AccountId contract, CommandPayload<InkCommand> payload, byte[] nonce, MessageOrigin? sender = null)
    {
        byte[] bytes = ScaleCodec.Encode(payload);
        Process(block => _commands.HandleCommand(block, contract, sender ?? MessageOrigin.Account(Owner), bytes));
        return Logs.OfType<LogRecord.MessageOutput>().LastOrDefault(record => record.Nonce.Span.SequenceEqual(nonce))?.Output[..^4] ?? default;
    }

    public void CommandFromPallet(AccountId contract, ReadOnlyMemory<byte> message) => Command(contract, message, MessageOrigin.Pallet("PhalaPhatTokenomic"));

    /// <summary>Runs a message without an effect on the state.</summary>
    public ReadOnlyMemory<byte> Query(
        AccountId contract, ReadOnlyMemory<byte> input, ExecutionMode mode = ExecutionMode.Query, ulong gasLimit = 10_000_000_000_000, CancellationToken cancellationToken = default)
    {
        CallArguments arguments = new(Owner, 0, gasLimit, GasFree: true, null, 0);
        ClusterOutcome outcome = Now.Cluster.Executor.Execute(
            Now,
            new ClusterTime(_block, _current.TimeMs),
            _current.SystemCode,
            new ContractCall.Message(mode, arguments, contract, input),
            _environment.QueryTimeLimit,
            cancellationToken).Value;
        if (mode == ExecutionMode.Query)
        {
            _effects.ApplyOfQuery(Now, outcome.Effects);
        }

        return outcome.Result;
    }

    public IReadOnlyList<LogRecord> Logs => [.. Now.Cluster.Log.Records.Select(static record => record.Record)];

    public void Dispose()
    {
        foreach (Cluster cluster in _clusters)
        {
            cluster.Dispose();
        }

        _environment.Dispose();
    }
}
