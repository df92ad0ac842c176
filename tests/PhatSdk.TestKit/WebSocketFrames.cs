using System.Buffers.Binary;

namespace PhatSdk.TestKit;

/// <summary>Finds where frames end in a stream that begins with an HTTP head, as a WebSocket's does.</summary>
internal sealed class WebSocketFrames
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly byte[] _header = new byte[14];
    private int _headMatched;
    private int _headerLength;
    private ulong _payloadLeft;
    private bool _isUpgraded;

    /// <summary>How many bytes there are to the end of the frame that the stream is in, of those given.</summary>
    /// <param name="bytes">What comes next.</param>
    /// <param name="ends">Whether a frame, or the HTTP head, ends there.</param>
    public int Take(ReadOnlySpan<byte> bytes, out bool ends)
    {
        for (int i = 0; i < bytes.Length;)
        {
            if (_payloadLeft > 0)
            {
                int taken = (int)Math.Min(_payloadLeft, (ulong)(bytes.Length - i));
                _payloadLeft -= (ulong)taken;
                i += taken;
                ends = _payloadLeft == 0;
            }
            else
            {
                ends = _isUpgraded ? TakeHeader(bytes[i]) : TakeHead(bytes[i]);
                i++;
            }

            if (ends)
            {
                return i;
            }
        }

        ends = false;
        return bytes.Length;
    }

    private bool TakeHead(byte value)
    {
        _headMatched = value == HeadEnd[_headMatched] ? _headMatched + 1 : value == HeadEnd[0] ? 1 : 0;
        _isUpgraded = _headMatched == HeadEnd.Length;
        return _isUpgraded;
    }

    // True for a frame without payload.
    private bool TakeHeader(byte value)
    {
        _header[_headerLength++] = value;
        if (_headerLength < 2)
        {
            return false;
        }

        int mask = (_header[1] & 0x80) == 0 ? 0 : 4;
        int lengthBytes = (_header[1] & 0x7f) switch { 126 => 2, 127 => 8, _ => 0 };
        if (_headerLength < 2 + lengthBytes + mask)
        {
            return false;
        }

        _headerLength = 0;
        _payloadLeft = lengthBytes switch
        {
            0 => (ulong)(_header[1] & 0x7f),
            2 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            _ => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
        };
        return _payloadLeft == 0;
    }
}
