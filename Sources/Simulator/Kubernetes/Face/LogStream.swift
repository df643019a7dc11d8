import Wire

/// A container whose output is wanted as it comes.
struct LogRequest: Sendable {
    /// The pod.
    var pod: ObjectKey
    /// The identity of the pod that was asked about.
    var uid: String
    /// The container's name.
    var container: String
    /// The most bytes that are wanted; nil wants all.
    var limit: Int?
}

/// What a container writes, from its beginning until it ends.
struct LogStream {
    let world: World
    let hub: WatchHub
    let request: LogRequest

    /// The pieces, until the container ends, the pod or the client goes, or as many bytes came as are wanted.
    func pieces() -> AsyncStream<[UInt8]> {
        let (pieces, sink) = AsyncStream.makeStream(of: [UInt8].self)
        let (id, signals) = hub.signals()
        let work = Task {
            var sent = 0
            let limit = request.limit ?? .max
            for await _ in signals {
                let (text, isOver) = world.read { look($0) }
                let piece = text.dropFirst(sent).prefix(max(0, limit - sent))
                if !piece.isEmpty { sink.yield(Array(piece)) }
                sent += piece.count
                if isOver || sent >= limit { break }
            }
            hub.end(id)
            sink.finish()
        }
        sink.onTermination = { _ in
            work.cancel()
            hub.end(id)
        }
        return pieces
    }

    /// What it has written so far, and whether nothing more comes.
    private func look(_ state: WorldState) -> (text: [UInt8], isOver: Bool) {
        guard let pod = state.cluster.objects[request.pod], pod.at(["metadata", "uid"])?.string == request.uid else {
            return ([], true)
        }
        let status = pod.at(["status", "containerStatuses"])?.array?.first {
            $0["name"]?.string == request.container
        }
        let text = state.cluster.logs.text(of: status?["containerID"]?.string ?? "")
        return (Array(text.utf8), status?.at(["state", "terminated"]) != nil)
    }
}
