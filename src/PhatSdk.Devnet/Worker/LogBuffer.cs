using PhatSdk.Devnet.Worker.Messages;

namespace PhatSdk.Devnet.Worker;

/// <summary>The newest records of a cluster, the oldest dropped where they take too much room. May be used from several threads.</summary>
internal sealed class LogBuffer
{
    /// <summary>How much Phala's log server keeps, in bytes.</summary>
    public const int DefaultCapacity = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<(ulong Sequence, LogRecord Record)> _records = new();
    private ulong _nextSequence;
    private int _size;

    /// <param name="capacity">How much to keep, in bytes.</param>
    public LogBuffer(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
    }

    /// <summary>How much is kept at most, in bytes.</summary>
    public int Capacity { get; }

    /// <summary>Adds a record.</summary>
    public void Add(LogRecord record)
    {
        LogRecord kept = record.Size > Capacity ? new LogRecord.TooLarge() : record;
        lock (_lock)
        {
            while (_size + kept.Size > Capacity && _records.TryDequeue(out (ulong Sequence, LogRecord Record) oldest))
            {
                _size -= oldest.Record.Size;
            }

            _records.Enqueue((_nextSequence++, kept));
            _size += kept.Size;
        }
    }

    /// <summary>What is kept now, oldest first.</summary>
    public LogSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new LogSnapshot([.. _records], _nextSequence, _size);
        }
    }
}
