"""asyncio: awaiting uploads and steps without threads."""

import asyncio
import time

import libchunk
from helpers.case import SLOW, BindingTest
from support import samples


class Asyncio(BindingTest):
    def asynchronous(self, **more):
        return self.manager(libchunk.AsyncChunkedUploadsManager, **more)

    def test_await_an_upload(self):
        path = self.sample()

        async def main():
            return await self.manager().start_upload(path)

        self.assert_stored(asyncio.run(main()), path)

    def test_events_of_an_upload(self):
        async def main():
            upload = self.manager().start_upload(self.sample())
            return [event.name async for event in upload.events()], await upload

        names, file = asyncio.run(main())
        self.assertEqual((names[0], names[-1]), ("session_opened", "finished"))
        self.assertTrue(file.id)

    def test_one_task_awaits_and_another_follows(self):
        async def main():
            upload = self.manager().start_upload(self.sample())

            async def follow():
                return [event.name async for event in upload.events()]

            return await asyncio.gather(upload, follow(), upload)

        file, names, again = asyncio.run(main())
        self.assertEqual((names[0], names[-1], again.id), ("session_opened", "finished", file.id))

    def test_four_uploads_at_once_and_no_thread(self):
        paths = [self.sample(f"{number}.bin", seed=number) for number in range(4)]

        async def main():
            async with self.asynchronous() as manager:
                files = await asyncio.gather(*(manager.upload_big_file(path) for path in paths))
            # asyncio keeps its threads until the loop ends.
            self.assertIsNone(asyncio.get_running_loop()._default_executor)
            return files

        for path, file in zip(paths, asyncio.run(main())):
            self.assert_stored(file, path)

    def test_loop_goes_on_meanwhile(self):
        self.emulator.faults({"on": "any", "times": 0, "do": "delay", "ms": 100})

        async def main():
            pauses, last = [], time.monotonic()
            upload = asyncio.ensure_future(self.asynchronous(parallel=1).upload_big_file(self.sample()))
            while not upload.done():
                await asyncio.sleep(0.001)
                pauses.append(time.monotonic() - last)
                last = time.monotonic()
            await upload
            return pauses

        pauses = asyncio.run(main())
        self.assertGreater(len(pauses), 300)

    def test_cancelled_task_cancels_its_upload(self):
        self.emulator.faults(SLOW)
        path, manager = self.sample(), self.asynchronous(parallel=1)
        acknowledged = []

        async def main():
            task = asyncio.ensure_future(manager.upload_big_file(path, on_event=lambda event: acknowledged.append(
                event.name)))
            while "part_acknowledged" not in acknowledged:
                await asyncio.sleep(0.01)
            began = time.monotonic()
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            self.assertLess(time.monotonic() - began, 0.5)
            self.emulator.faults()
            return await manager.upload_big_file(path)

        self.assert_stored(asyncio.run(main()), path)
        self.assertEqual(self.emulator.count("create"), 1, "the second call went on with the session")

    def test_waiting_that_times_out_leaves_the_upload(self):
        self.emulator.faults(SLOW)
        path = self.sample()

        async def main():
            upload = self.manager().start_upload(path)
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(self.waited(upload), 0.3)
            self.emulator.faults()
            return await upload

        self.assert_stored(asyncio.run(main()), path)

    async def waited(self, upload):
        return await upload

    def test_steps(self):
        async def main():
            manager = self.asynchronous()
            session = await manager.create_file_upload_session("0", samples.SMALLEST, "new.bin")
            await manager.upload_file_part(
                session.id, bytes(session.part_size), None, f"bytes 0-{session.part_size - 1}/{samples.SMALLEST}")
            listed = await manager.get_file_upload_session_parts_by_url(session.session_endpoints.list_parts)
            gone = await manager.delete_file_upload_session_by_id(session.id)
            return session, listed, gone

        session, listed, gone = asyncio.run(main())
        self.assertEqual((len(listed.entries), gone), (1, None))
        self.assertFalse(self.emulator.has_session(session.id))

    def test_step_that_is_refused_for_a_while(self):
        self.emulator.faults({"on": "create", "times": 4, "do": "status", "status": 503, "retry_after": 0})
        create = self.asynchronous().create_file_upload_session("0", samples.SMALLEST, "new.bin")
        self.assertTrue(asyncio.run(create).id)
        self.assertEqual(self.emulator.count("create"), 5)

    def test_token_that_is_awaited(self):
        asked = []

        async def provider(is_rejected):
            asked.append(is_rejected)
            await asyncio.sleep(0.01)
            return self.emulator.token if is_rejected else "expired"

        path = self.sample()
        manager = self.asynchronous(access_token=None, token_provider=provider)
        self.assert_stored(asyncio.run(manager.upload_big_file(path)), path)
        self.assertEqual(asked, [False, True])

    def test_provider_that_raises(self):
        async def provider(_):
            raise KeyError("locked out")

        manager = self.asynchronous(access_token=None, token_provider=provider)
        with self.assertRaisesRegex(KeyError, "locked out"):
            asyncio.run(manager.upload_big_file(self.sample()))

    def test_login_storage_that_is_awaited(self):
        saved = []

        class Storage:
            async def load(self):
                await asyncio.sleep(0.01)
                return '{"refresh_token":"emulator-refresh-token"}'

            async def save(self, login):
                await asyncio.sleep(0.01)
                saved.append(login)

        path = self.sample()
        manager = self.asynchronous(
            access_token=None, login_storage=Storage(), client_id="an-app", client_secret="its-secret")
        self.assert_stored(asyncio.run(manager.upload_big_file(path)), path)
        self.assertEqual(len(saved), 1)

    def test_error(self):
        with self.assertRaises(libchunk.NotFound):
            asyncio.run(self.asynchronous().upload_big_file(self.sample(), parent_folder_id="404404"))

    def test_object_with_read(self):
        path = self.sample()

        class Source:
            def __init__(self):
                self.data = memoryview(path.read_bytes())

            def read(self, size):
                piece, self.data = self.data[:size], self.data[size:]
                return piece

        file = asyncio.run(self.asynchronous().upload_big_file(Source(), "stored.bin", samples.SMALLEST))
        self.assert_stored(file, path)
