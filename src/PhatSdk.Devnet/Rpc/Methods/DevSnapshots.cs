using System.Globalization;
using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Snapshots that were asked for by RPC, the newest 1,024: each keeps states alive. Safe for several threads.</summary>
internal sealed class DevSnapshots
{
    private const int Most = 1024;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, ChainSnapshot> _snapshots = [];
    private ulong _lastId;

    public string Add(ChainSnapshot snapshot)
    {
        lock (_gate)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"0x{++_lastId:x}");
            _snapshots.Add(id, snapshot);
            if (_snapshots.Count > Most)
            {
                _snapshots.RemoveAt(0);
            }

            return id;
        }
    }

    /// <summary>A snapshot; null where there is none of that id, or none any more.</summary>
    public ChainSnapshot? Find(string id)
    {
        lock (_gate)
        {
            return _snapshots.GetValueOrDefault(id);
        }
    }
}
