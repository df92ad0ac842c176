using System.Buffers.Binary;

namespace PhatSdk.Fuzz;

/// <summary>Draws broken inputs from good ones. What it draws follows from its seed, and from what it was told to keep.</summary>
internal sealed class Mutator(ulong seed, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> tokens)
{
    private const int MostKept = 256;
    private const int MostEdits = 8;
    private const int MostGrowth = 1 << 16;

    private static readonly ulong[] Interesting =
        [0, 1, 0x7f, 0x80, 0xff, 0xfe, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x0100000003, ulong.MaxValue, 1UL << 63];

    private readonly List<byte[]> _kept = [];
    private readonly int _longest = seeds.Max(one => one.Length) + MostGrowth;
    private ulong _state = seed;

    public byte[] Next()
    {
        List<byte> input = [.. Pick()];
        for (int edits = 1 + Below(MostEdits); edits > 0; edits--)
        {
            Edit(input);
        }

        if (input.Count > _longest)
        {
            input.RemoveRange(_longest, input.Count - _longest);
        }

        return [.. input];
    }

    /// <summary>Lets later inputs start from one that was taken: they get further than those that start from the seeds alone.</summary>
    public void Keep(byte[] input)
    {
        if (_kept.Count < MostKept)
        {
            _kept.Add(input);
        }
        else
        {
            _kept[Below(MostKept)] = input;
        }
    }

    private byte[] Pick() => _kept.Count > 0 && Below(2) == 0 ? _kept[Below(_kept.Count)] : seeds[Below(seeds.Count)];

    private void Edit(List<byte> input)
    {
        int at = Below(input.Count + 1);
        switch (Below(tokens.Count > 0 ? 10 : 9))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << Below(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)Draw();
                break;
            case 2 when at < input.Count:
                input[at] += (byte)(Below(2) == 0 ? 1 : 255);
                break;
            case 3:
                input.RemoveRange(at, Below(Math.Min(input.Count - at, Span()) + 1));
                break;
            case 4:
                input.InsertRange(at, Slice(Pick(), Span()));
                break;
            case 5:
                byte[] copy = [.. input.GetRange(at, Below(Math.Min(input.Count - at, Span()) + 1))];
                input.InsertRange(Below(input.Count + 1), copy);
                break;
            case 6:
                Span<byte> number = stackalloc byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64LittleEndian(number, Interesting[Below(Interesting.Length)]);
                Overwrite(input, at, number[..(1 << Below(4))]);
                break;
            case 7:
                Overwrite(input, at, Slice(Pick(), Span()));
                break;
            case 8 when Below(4) == 0:
                input.RemoveRange(at, input.Count - at);
                break;
            case 9:
                input.InsertRange(at, tokens[Below(tokens.Count)]);
                break;
            default:
                input.Insert(at, (byte)Draw());
                break;
        }
    }

    private static void Overwrite(List<byte> input, int at, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && at + i < input.Count; i++)
        {
            input[at + i] = bytes[i];
        }
    }

    private ReadOnlySpan<byte> Slice(byte[] from, int length)
    {
        int start = Below(from.Length + 1);
        return from.AsSpan(start, Math.Min(length, from.Length - start));
    }

    private int Span() => 1 << Below(Below(4) == 0 ? 12 : 5);

    private int Below(int bound) => (int)(Draw() % (uint)bound);

    // splitmix64
    private ulong Draw()
    {
        _state += 0x9e3779b97f4a7c15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
