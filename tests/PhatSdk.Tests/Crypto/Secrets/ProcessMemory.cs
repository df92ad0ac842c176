using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PhatSdk.Tests.Crypto.Secrets;

/// <summary>Looks for bytes in all memory that this process can write to: heaps, stacks, what native libraries hold. On Linux only.</summary>
internal static unsafe class ProcessMemory
{
    private const int ChunkSize = 1 << 20;

    public static bool CanBeRead => OperatingSystem.IsLinux();

    /// <summary>How often each of the secrets is there. They are given masked, so that they are not found in the question.</summary>
    public static int[] Count(IReadOnlyList<MaskedSecret> secrets)
    {
        int longest = secrets.Max(secret => secret.Length);
        nuint questionsSize = (nuint)(secrets.Count * longest);
        byte* questions = (byte*)NativeMemory.AllocZeroed(questionsSize);
        byte* chunk = (byte*)NativeMemory.AllocZeroed(ChunkSize);
        try
        {
            for (int i = 0; i < secrets.Count; i++)
            {
                secrets[i].CopyTo(new Span<byte>(questions + (i * longest), secrets[i].Length));
            }

            int[] counts = new int[secrets.Count];
            using SafeFileHandle memory = File.OpenHandle("/proc/self/mem");
            foreach ((long start, long end) in WritableRanges())
            {
                for (long at = start; at < end; at += ChunkSize - longest)
                {
                    int read = Read(memory, new Span<byte>(chunk, (int)Math.Min(ChunkSize, end - at)), at);
                    bool isLast = at + ChunkSize >= end;
                    for (int i = 0; i < secrets.Count; i++)
                    {
                        ReadOnlySpan<byte> question = new(questions + (i * longest), secrets[i].Length);
                        counts[i] += CountIn(new ReadOnlySpan<byte>(chunk, read), question, isLast ? int.MaxValue : ChunkSize - longest, at, address =>
                            !IsWithin(address, questions, questionsSize) && !IsWithin(address, chunk, ChunkSize));
                    }

                    if (isLast)
                    {
                        break;
                    }
                }
            }

            return counts;
        }
        finally
        {
            new Span<byte>(questions, (int)questionsSize).Clear();
            new Span<byte>(chunk, ChunkSize).Clear();
            NativeMemory.Free(questions);
            NativeMemory.Free(chunk);
        }
    }

    private static bool IsWithin(long address, byte* block, nuint size) => address >= (long)block && address < (long)block + (long)size;

    // A match that begins behind the limit is found again in the next chunk.
    private static int CountIn(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> question, int limit, long address, Func<long, bool> counts)
    {
        int count = 0;
        int from = 0;
        while (bytes[from..].IndexOf(question) is int found and >= 0)
        {
            int position = from + found;
            if (position < limit && counts(address + position))
            {
                count++;
            }

            from = position + 1;
        }

        return count;
    }

    private static int Read(SafeFileHandle memory, Span<byte> chunk, long at)
    {
        try
        {
            return RandomAccess.Read(memory, chunk, at);
        }
        catch (IOException)
        {
            // What was unmapped in the meantime, or cannot be read this way.
            return 0;
        }
    }

    private static List<(long Start, long End)> WritableRanges()
    {
        List<(long, long)> ranges = [];
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            string[] parts = line.Split(' ', 3);
            if (!parts[1].StartsWith("rw", StringComparison.Ordinal))
            {
                continue;
            }

            string[] bounds = parts[0].Split('-');
            ranges.Add((long.Parse(bounds[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), long.Parse(bounds[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
        }

        return ranges;
    }
}
