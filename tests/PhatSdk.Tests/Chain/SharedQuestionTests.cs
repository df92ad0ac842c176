using PhatSdk.Chain;

namespace PhatSdk.Tests.Chain;

internal sealed class SharedQuestionTests
{
    [Test]
    public async Task WhoAsksMeanwhileSharesTheNextQuestion()
    {
        List<TaskCompletionSource<int>> asked = [];
        SharedQuestion<int> question = new(() =>
        {
            asked.Add(new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
            return asked[^1].Task;
        });

        Task<int> first = question.AskAsync(default).AsTask();
        Task<int> second = question.AskAsync(default).AsTask();
        Task<int> third = question.AskAsync(default).AsTask();
        Assert.That(asked, Has.Count.EqualTo(1));
        asked[0].SetResult(1);
        Assert.That(await first, Is.EqualTo(1));
        while (asked.Count < 2)
        {
            await Task.Yield();
        }

        asked[1].SetResult(2);
        Assert.That((await second, await third), Is.EqualTo((2, 2)));
        Task<int> fourth = question.AskAsync(default).AsTask();
        asked[2].SetResult(3);
        Assert.That(await fourth, Is.EqualTo(3));
    }

    [Test]
    public async Task FailureIsNotKept()
    {
        int asked = 0;
        SharedQuestion<int> question = new(() => ++asked == 1 ? Task.FromException<int>(new InvalidOperationException()) : Task.FromResult(asked));

        Assert.ThrowsAsync<InvalidOperationException>(async () => await question.AskAsync(default));
        Assert.That(await question.AskAsync(default), Is.EqualTo(2));
    }

    [Test]
    public async Task WhoNoLongerWaitsLeavesTheOthers()
    {
        TaskCompletionSource<int> answer = new();
        SharedQuestion<int> question = new(() => answer.Task);
        using CancellationTokenSource source = new();
        Task<int> leaving = question.AskAsync(source.Token).AsTask();
        await source.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(async () => await leaving);
        answer.SetResult(4);
        Assert.That(await question.AskAsync(default), Is.EqualTo(4));
    }
}
