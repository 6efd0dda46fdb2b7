using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CFNSR.Repro.Tests.Data;

/// <summary>An HTTP server on this machine that serves files and does, request by request, what it is told to do wrong.</summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, byte[]> files;
    private readonly ConcurrentQueue<ServerFault> faults;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> requests = new();
    private long served;

    public FaultyServer(Dictionary<string, byte[]> files, params ServerFault[] faults)
    {
        (this.files, this.faults) = (files, new ConcurrentQueue<ServerFault>(faults));
        listener.Start();
        _ = Task.Run(Accept);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{{record}}/{{name}}";

    /// <summary>"NAME" or "NAME from N", in order.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>Bytes of bodies sent.</summary>
    public long Served => Interlocked.Read(ref served);

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
        stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(() => Answer(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        {
            try
            {
                await Answer(client.GetStream());
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // the client went away, as some tests want it to
            }
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        string head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0) return;
            head += (char)one[0];
        }

        string name = head.Split(' ')[1].Split('/')[^1];
        int from = 0;
        if (head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase)) is { } range)
            from = int.Parse(range["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        requests.Enqueue(from == 0 ? name : $"{name} from {from}");
        ServerFault fault = faults.TryDequeue(out ServerFault next) ? next : ServerFault.None;
        if (!files.TryGetValue(name, out byte[]? content)) fault = ServerFault.NotFound;
        switch (fault)
        {
            case ServerFault.NotFound: await Send(stream, "404 Not Found", "Content-Length: 0"); return;
            case ServerFault.ServerError: await Send(stream, "500 Internal Server Error", "Content-Length: 0"); return;
            case ServerFault.TooManyRequests: await Send(stream, "429 Too Many Requests", "Retry-After: 0\r\nContent-Length: 0"); return;
            case ServerFault.RangeNotSatisfiable: await Send(stream, "416 Range Not Satisfiable", "Content-Length: 0"); return;
            case ServerFault.ResetAtOnce: stream.Socket.LingerState = new LingerOption(true, 0); return;
            case ServerFault.StallAtOnce: await Task.Delay(Timeout.Infinite, stop.Token); return;
        }

        if (fault == ServerFault.IgnoreRange) from = 0;
        byte[] body = content![from..];
        if (fault == ServerFault.TooLong) body = [.. body, .. new byte[100]];
        if (fault == ServerFault.WrongBytes) body = [.. body.Select(b => (byte)~b)];
        int half = body.Length / 2;
        long claimed = fault switch { ServerFault.ClaimLess => half, ServerFault.ClaimMore => body.Length + 1000, _ => body.Length };
        int start = fault == ServerFault.WrongRange ? 0 : from;
        string contentRange = from == 0 ? "" : $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\n";
        await Send(stream, from == 0 ? "200 OK" : "206 Partial Content", $"{contentRange}Content-Length: {claimed}");
        int sent = fault is ServerFault.CutInTheMiddle or ServerFault.StallInTheMiddle or ServerFault.ClaimLess ? half : body.Length;
        await stream.WriteAsync(body.AsMemory(0, sent), stop.Token);
        Interlocked.Add(ref served, sent);
        if (fault == ServerFault.StallInTheMiddle) await Task.Delay(Timeout.Infinite, stop.Token);
    }

    private async Task Send(NetworkStream stream, string status, string headers) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n\r\n"), stop.Token);
}
