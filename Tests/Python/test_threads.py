"""Threads: many uploads at once, and Python's own meanwhile."""

import concurrent.futures
import threading

from helpers.case import BindingTest
from support import samples


class Threads(BindingTest):
    def test_eight_threads_with_one_manager(self):
        manager = self.manager()
        paths = [self.sample(f"{number}.bin", seed=number) for number in range(8)]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for path, file in zip(paths, pool.map(manager.upload_big_file, paths)):
                self.assert_stored(file, path)

    def test_eight_threads_with_a_manager_each(self):
        paths = [self.sample(f"{number}.bin", seed=number) for number in range(8)]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            files = pool.map(lambda path: self.manager(parallel=2).upload_big_file(path), paths)
            for path, file in zip(paths, files):
                self.assert_stored(file, path)

    def test_python_goes_on_during_an_upload(self):
        """Another thread counts while this one is inside the upload: the longest pause is no part's time."""
        self.emulator.faults({"on": "any", "times": 0, "do": "delay", "ms": 200})
        ticks, is_over = [0], threading.Event()

        def tick():
            while not is_over.wait(0.001):
                ticks[0] += 1

        ticking = threading.Thread(target=tick)
        ticking.start()
        seen = []
        self.manager(parallel=1).upload_big_file(self.sample(), on_event=lambda _: seen.append(ticks[0]))
        is_over.set()
        ticking.join()
        # Ten parts of at least 0.2 s each: nobody can have held Python's lock all that time.
        self.assertGreater(seen[-1] - seen[0], 500)

    def test_threads_share_an_upload(self):
        upload = self.manager().start_upload(self.sample())
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            files = list(pool.map(lambda _: upload.result(60).id, range(4)))
        self.assertEqual(len(set(files)), 1)
        self.assertEqual(upload.progress.acknowledged, samples.SMALLEST)
