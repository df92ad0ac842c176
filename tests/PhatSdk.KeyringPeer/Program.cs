// The .NET side of tests/clients/keyring.mjs: reads a request a line from the standard input, and answers each by a line. Requests and answers are JSON; bytes are hexadecimal text.
using System.Text;
using System.Text.Json.Nodes;
using PhatSdk.KeyringPeer;

Console.InputEncoding = Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
while (Console.ReadLine() is { } line)
{
    JsonObject answer;
    try
    {
        answer = Peer.Answer(JsonNode.Parse(line)!.AsObject());
    }
    catch (Exception exception)
    {
        answer = new JsonObject { ["error"] = exception.Message, ["kind"] = exception.GetType().Name };
    }

    Console.WriteLine(answer.ToJsonString());
}
