using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace CFNSR.Repro.Data;

/// <summary>
/// Fetches one archive over a bad line: what has arrived is kept in <c>NAME.part</c> and taken up from there, silence is cut, a busy server is
/// waited for, and only content of the right size and MD5 gets the archive's name.
/// </summary>
public sealed class ArchiveDownload
{
    private const int WrongContents = 2; // a second fetch from the start tells a damaged transfer from a damaged or changed file

    private readonly HttpClient http;
    private readonly Archive archive;
    private readonly FetchOptions options;
    private readonly string file;
    private readonly string part;
    private readonly Uri address;
    private readonly Action<long, string?> progress;
    private TimeSpan? retryAfter; // what a busy server asked for

    private ArchiveDownload(HttpClient http, Archive archive, string folder, FetchOptions options, Action<long, string?> progress)
    {
        (this.http, this.archive, this.options, this.progress) = (http, archive, options, progress);
        file = Path.Combine(folder, archive.Name);
        part = file + ".part";
        address = new Uri(options.Address.Replace("{record}", archive.Record.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{name}", archive.Name, StringComparison.Ordinal));
    }

    /// <summary>Fetches an archive, or takes up what an earlier call left.</summary>
    /// <param name="http">A client without a time limit of its own.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">Where it goes.</param>
    /// <param name="options">Server, attempts, waits.</param>
    /// <param name="progress">Told how many bytes of the archive are here, and of mishaps.</param>
    /// <param name="cancel">Stops; what has arrived stays.</param>
    /// <returns>The file.</returns>
    /// <exception cref="KitException">The server refuses, keeps failing or holds another content; or the disk cannot take it.</exception>
    public static async Task<string> Run(
        HttpClient http, Archive archive, string folder, FetchOptions options, Action<long, string?> progress, CancellationToken cancel)
    {
        var download = new ArchiveDownload(http, archive, folder, options, progress);
        try
        {
            return await download.Run(cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"cannot be written: {error.Message}", download.part, cure: "Check the folder and the room on the disk, then run the same command again: it goes on from there.", inner: error);
        }
    }

    private async Task<string> Run(CancellationToken cancel)
    {
        if (Length(file) == archive.Bytes && await HasRightContent(file, cancel).ConfigureAwait(false)) return file;
        int failed = 0, wrong = 0;
        while (true)
        {
            long before = Length(part);
            string? mishap = before == archive.Bytes ? null : await Attempt(before, cancel).ConfigureAwait(false);
            long now = Length(part);
            if (mishap is null && now == archive.Bytes)
            {
                if (await HasRightContent(part, cancel).ConfigureAwait(false))
                {
                    File.Move(part, file, overwrite: true);
                    return file;
                }

                File.Delete(part);
                mishap = $"has the right size but another content than MD5 {archive.Md5}";
                if (++wrong >= WrongContents) throw Failed(mishap, "The file on the server has changed or is damaged there; see data/README.md for the record, or use a mirror with --address.");
            }

            failed = now > before ? 1 : failed + 1;
            if (failed >= options.Attempts) throw Failed(mishap ?? "ended early", "Try again later: the same command goes on from what has arrived.");
            progress(Length(part), $"{archive.Name} {mishap ?? "ended early"}; trying again");
            await Task.Delay(retryAfter ?? Wait(failed), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>One request for what is missing. Null when the connection ended well, else what went wrong.</summary>
    private async Task<string?> Attempt(long have, CancellationToken cancel)
    {
        retryAfter = null;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(options.Stall);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (have > 0) request.Headers.Range = new RangeHeaderValue(have, null);
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (Refusal(response, have) is { } refusal) return refusal;
            using Stream content = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            return await Receive(content, response.StatusCode == HttpStatusCode.PartialContent ? have : 0, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"stalled for {options.Stall.TotalSeconds:0.#} seconds");
        }
        catch (HttpRequestException error)
        {
            return $"failed: {error.Message}";
        }
    }

    /// <summary>What is wrong with the answer's head; null when its body can be read.</summary>
    private string? Refusal(HttpResponseMessage response, long have)
    {
        int status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.OK) return null;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
            if (range?.From == have && (range.Length is null || range.Length == archive.Bytes)) return null;
            File.Delete(part);
            return $"was offered as bytes {range?.ToString() ?? "(unnamed)"} instead of from {have}";
        }

        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            File.Delete(part);
            return "has no such range";
        }

        if (response.StatusCode == HttpStatusCode.TooManyRequests || status >= 500)
        {
            retryAfter = response.Headers.RetryAfter is { } wait ? Bounded(wait.Delta ?? (wait.Date - DateTimeOffset.UtcNow) ?? TimeSpan.Zero) : null;
            return $"was answered with {status} {response.ReasonPhrase}";
        }

        throw Failed($"was answered with {status} {response.ReasonPhrase}", "Look at the record in a browser (data/README.md); use a mirror with --address.");
    }

    private async Task<string?> Receive(Stream content, long from, CancellationTokenSource silence)
    {
        using var target = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        target.SetLength(from);
        target.Position = from;
        var buffer = new byte[1 << 16];
        while (true)
        {
            silence.CancelAfter(options.Stall);
            int read;
            try
            {
                read = await content.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            }
            catch (IOException error)
            {
                return $"was cut: {error.Message}";
            }

            if (read == 0) return target.Position == archive.Bytes ? null : "ended early";
            if (target.Position + read > archive.Bytes)
            {
                target.SetLength(0);
                return string.Create(CultureInfo.InvariantCulture, $"is longer than the {archive.Bytes} bytes that it has");
            }

            target.Write(buffer, 0, read);
            progress(target.Position, null);
        }
    }

    private async Task<bool> HasRightContent(string path, CancellationToken cancel)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] sum = await MD5.HashDataAsync(stream, cancel).ConfigureAwait(false); // the record lists MD5 sums; this guards against accidents, not against forgery
        return Convert.ToHexStringLower(sum) == archive.Md5;
    }

    private TimeSpan Wait(int failed) => Bounded(options.FirstWait * Math.Pow(2, failed - 1));

    private TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > options.LongestWait ? options.LongestWait : wait;

    private KitException Failed(string what, string cure) => new($"{archive.Name} {what}", address.ToString(), cure: cure);

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
