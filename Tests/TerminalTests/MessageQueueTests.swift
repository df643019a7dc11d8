import Synchronization
import Terminal
import Testing

/// Messages from many threads to one.
struct MessageQueueTests {
    @Test func `messages keep their order and are taken once`() {
        let queue = MessageQueue<Int>(wake: {})
        #expect(queue.takeAll() == [])
        for number in 0..<5 { queue.post(number) }
        #expect(queue.takeAll() == [0, 1, 2, 3, 4])
        #expect(queue.takeAll() == [])
        queue.post(5)
        #expect(queue.takeAll() == [5])
    }

    @Test func `each message wakes, after it is there`() {
        let seen = Mutex<[[Int]]>([])
        let holder = Mutex<MessageQueue<Int>?>(nil)
        let queue = MessageQueue<Int>(wake: {
            let queue = holder.withLock { $0 }
            let there = queue?.takeAll() ?? []
            seen.withLock { $0.append(there) }
        })
        holder.withLock { $0 = queue }
        for number in 0..<3 { queue.post(number) }
        // Whoever is woken finds the message: a wake-up before it would be lost.
        #expect(seen.withLock { $0 } == [[0], [1], [2]])
        holder.withLock { $0 = nil }
    }

    @Test func `nothing is lost or doubled when many post while one takes`() async {
        let wakes = Atomic(0)
        let queue = MessageQueue<Int>(wake: { wakes.add(1, ordering: .relaxed) })
        let (threads, each) = (8, 2_000)
        let taker = Task.detached {
            var taken: [Int] = []
            while taken.count < threads * each {
                taken += queue.takeAll()
                await Task.yield()
            }
            return taken
        }
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<threads {
                group.addTask { for number in 0..<each { queue.post(thread * each + number) } }
            }
        }
        let taken = await taker.value
        #expect(taken.sorted() == Array(0..<threads * each))
        for thread in 0..<threads {
            let own = taken.filter { $0 / each == thread }
            #expect(own == own.sorted(), "the order of one thread")
        }
        #expect(wakes.load(ordering: .relaxed) == threads * each)
    }
}
