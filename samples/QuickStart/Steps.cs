using System.Diagnostics;
using System.Globalization;

namespace QuickStart;

/// <summary>Prints each step with the time that it took.</summary>
internal sealed class Steps
{
    private long _since = Stopwatch.GetTimestamp();

    public void Done(string what)
    {
        TimeSpan took = Stopwatch.GetElapsedTime(_since);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds,8:F1} ms  {what}"));
        _since = Stopwatch.GetTimestamp();
    }

    public static void Part(string title) => Console.WriteLine($"\n{title}");
}
