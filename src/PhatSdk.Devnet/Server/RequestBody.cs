using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PhatSdk.Devnet.Server;

/// <summary>Reads the body of an HTTP request.</summary>
internal static class RequestBody
{
    private const int FirstBuffer = 4096;

    /// <summary>Reads all of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The body; null where it is larger.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return default;
        }

        ArrayBufferWriter<byte> body = new(FirstBuffer);
        int read;
        while ((read = await request.Body.ReadAsync(body.GetMemory(FirstBuffer), cancellationToken).ConfigureAwait(false)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > most)
            {
                return default;
            }
        }

        return body.WrittenMemory;
    }
}
