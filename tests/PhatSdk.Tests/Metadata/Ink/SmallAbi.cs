using Newtonsoft.Json.Linq;

namespace PhatSdk.Tests.Metadata.Ink;

/// <summary>The least ABI that can be read, for tests that break one thing of it.</summary>
internal static class SmallAbi
{
    internal static JObject Create(int version = 4) => JObject.Parse(
        """
        {
          "source": { "hash": "0x1111111111111111111111111111111111111111111111111111111111111111", "language": "ink! 4.3.0", "compiler": "rustc 1.76.0" },
          "contract": { "name": "small", "version": "0.1.0", "authors": ["nobody"] },
          "spec": {
            "constructors": [ { "label": "new", "selector": "0x9bae9d5e", "payable": false, "args": [], "docs": [], "returnType": { "type": 2, "displayName": [] } } ],
            "messages": [ { "label": "get", "selector": "0x2f865bd9", "mutates": false, "payable": false, "docs": [ "Gets it." ],
              "args": [ { "label": "key", "type": { "type": 0, "displayName": ["u32"] } } ], "returnType": { "type": 0, "displayName": [] } } ],
            "events": [ { "label": "Changed", "docs": [], "args": [ { "label": "key", "indexed": true, "docs": [], "type": { "type": 0, "displayName": [] } } ] } ],
            "docs": []
          },
          "types": [
            { "id": 0, "type": { "def": { "primitive": "u32" } } },
            { "id": 1, "type": { "path": [ "small", "Node" ], "def": { "composite": { "fields": [ { "name": "key", "type": 0 }, { "name": "nodes", "type": 3 } ] } } } },
            { "id": 2, "type": { "def": { "tuple": [] } } },
            { "id": 3, "type": { "def": { "sequence": { "type": 1 } } } }
          ],
          "version": "4"
        }
        """).WithVersion(version);

    private static JObject WithVersion(this JObject abi, int version)
    {
        abi["version"] = version == 4 ? "4" : version;
        return abi;
    }
}
